using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Verification;

namespace FigshareTools.Core.Tests.Verification;

/// <summary>What the system's SQLite finds in a plate.</summary>
public class SqliteContentsTests : VerifyRunTest
{
    private VerifyOptions Deep => VerifyOptions with { Deep = true };

    public override ValueTask InitializeAsync()
    {
        Assert.SkipWhen(SqliteLibrary.OfSystem.Problem is not null, SqliteLibrary.OfSystem.Problem ?? "");
        return base.InitializeAsync();
    }

    [Fact]
    public async Task Tables_are_listed_with_their_rows()
    {
        var plate = PlaceSqlite("SQ1",
            "CREATE TABLE \"Odd \"\"name\"\"\" (A)", "CREATE VIEW V AS SELECT 1", "CREATE INDEX I ON Cells (Note)");

        var outcome = await VerifyAsync(Deep, plate);

        Assert.Empty(outcome.Warnings);
        Assert.Equal(VerificationStatus.Valid, outcome.Result.Status);
        Assert.Equal($"Cells {SqlitePlate.Cells}, Image 2, Odd \"name\" 0", outcome.Result.Tables!.ToString());
        Assert.Equal(("Image", 2L), (outcome.Result.Tables[1].Name, outcome.Result.Tables[1].Rows));
    }

    [Fact]
    public async Task A_damaged_page_is_found_without_an_MD5()
    {
        var path = Path.Combine(Folder, "SQ1.sqlite");
        SqlitePlate.Create(path);
        SqlitePlate.DamagePage(path, 20);
        var damaged = new FigsharePlate { Plate = "SQ1" };

        Assert.Equal(VerificationStatus.Unverifiable, (await VerifyAsync(damaged)).Result.Status);
        var test = (await VerifyAsync(Deep, damaged)).Result;
        Assert.Equal((VerificationStatus.NotSqlite, null), (test.Status, test.Tables));
        Assert.StartsWith("the database is damaged: ", test.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', test.Problem!);
    }

    [Fact]
    public async Task A_damaged_schema_is_found()
    {
        var path = Path.Combine(Folder, "SQ1.sqlite");
        SqlitePlate.Create(path);
        using (var file = File.OpenWrite(path))
        {
            file.Position = 100;
            file.Write(new byte[SqlitePlate.PageSize - 100]);
        }

        Assert.Equal(VerificationStatus.NotSqlite, (await VerifyAsync(Deep, new FigsharePlate { Plate = "SQ1" })).Result.Status);
    }

    [Theory]
    [InlineData("SQ1.sqlite")]
    [InlineData("a#b%20 c;d=e'f\"g&h+ä.sqlite")]
    [InlineData("SQ1.db")]
    public async Task Any_file_name_is_opened_and_no_file_is_left_beside_it(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() && name.Contains('"'), "Windows has no such names.");
        SqlitePlate.Create(Path.Combine(Folder, name), "PRAGMA journal_mode = WAL");

        var test = (await VerifyAsync(Deep, new FigsharePlate { FileName = name })).Result;

        Assert.Equal(2, test.Tables!.Count);
        Assert.Equal([name], Directory.EnumerateFileSystemEntries(Folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_not_opened()
    {
        var empty = Place("empty.sqlite", "");
        var text = Place("a.txt", "SQLite");

        Assert.All((await VerifyAsync(Deep, empty, text)).Results, test =>
            Assert.Equal((VerificationStatus.Valid, null), (test.Status, test.Tables)));
    }

    [Fact]
    public void The_check_can_be_cancelled()
    {
        var path = Path.Combine(Folder, "SQ1.sqlite");
        SqlitePlate.Create(path);

        Assert.ThrowsAny<OperationCanceledException>(() => SqliteContents.Read(
            SqliteLibrary.OfSystem.Functions, path, new CancellationToken(canceled: true)));
    }
}
