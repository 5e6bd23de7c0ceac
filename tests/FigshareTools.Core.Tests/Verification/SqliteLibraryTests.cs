using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Verification;

namespace FigshareTools.Core.Tests.Verification;

/// <summary>A missing or unsuitable SQLite is one warning for the run; everything else is verified.</summary>
public class SqliteLibraryTests : VerifyRunTest
{
    private const string Missing = "figsharetools-no-such-library";

    private static string LibraryOfAnotherKind => OperatingSystem.IsWindows() ? "kernel32.dll"
        : OperatingSystem.IsMacOS() ? "/usr/lib/libSystem.dylib" : "libc.so.6";

    [Fact]
    public void The_library_of_this_system_is_found() => Assert.Null(SqliteLibrary.OfSystem.Problem);

    [Fact]
    public async Task Without_a_library_one_warning_names_it_and_the_remedy()
    {
        var options = VerifyOptions with { Deep = true, Sqlite = new SqliteLibrary([Missing, $"{Missing}.2"]) };

        var outcome = await VerifyAsync(options, PlaceSqlite("SQ1"), PlaceSqlite("SQ2"));

        var warning = Assert.Single(outcome.Warnings);
        Assert.StartsWith(
            $"-Deep is left out: this system has no SQLite library ({Missing}, {Missing}.2); ", warning,
            StringComparison.Ordinal);
        Assert.EndsWith(". Everything else is verified.", warning, StringComparison.Ordinal);
        if (OperatingSystem.IsLinux())
        {
            Assert.Contains("libsqlite3-0 (Debian, Ubuntu, SUSE) or sqlite-libs", warning, StringComparison.Ordinal);
        }

        Assert.Empty(outcome.Failures);
        Assert.Equal(2, outcome.Results.Count);
        Assert.All(outcome.Results, test => Assert.Equal((VerificationStatus.Valid, null), (test.Status, test.Tables)));
    }

    [Fact]
    public void A_library_that_is_not_SQLite_is_refused() => Assert.StartsWith(
        $"{LibraryOfAnotherKind} cannot be used (", new SqliteLibrary([LibraryOfAnotherKind]).Problem,
        StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_no_library_is_refused()
    {
        var path = Path.Combine(Folder, "libsqlite3.so.0");
        File.WriteAllText(path, "This is no library.");

        Assert.NotNull(new SqliteLibrary([path]).Problem);
    }

    [Fact]
    public void A_suitable_library_is_found_after_unsuitable_ones()
    {
        string[] names = OperatingSystem.IsWindows() ? ["winsqlite3.dll"]
            : OperatingSystem.IsMacOS() ? ["/usr/lib/libsqlite3.dylib"] : ["libsqlite3.so.0"];

        Assert.Null(new SqliteLibrary([Missing, LibraryOfAnotherKind, .. names]).Problem);
    }

    [Theory]
    [InlineData(3_007_017, 1, "x.so is SQLite 3.7.17, but 3.8.5 or later is needed")]
    [InlineData(3_008_005, 1, null)]
    [InlineData(3_040_001, 2, null)]
    [InlineData(3_040_001, 0, "x.so was built for one thread only")]
    public void An_old_or_single_threaded_library_is_refused(int version, int isThreadSafe, string? problem) =>
        Assert.Equal(problem, SqliteLibrary.ProblemOf("x.so", version, isThreadSafe));

    [Fact]
    public async Task A_schema_of_a_later_version_is_one_warning_for_its_plate()
    {
        var path = Path.Combine(Folder, "SQ1.sqlite");
        SqlitePlate.Create(path, "PRAGMA writable_schema = ON",
            "UPDATE sqlite_master SET sql = sql || ' FUTURE' WHERE name = 'Image'");
        using (var file = File.OpenWrite(path))
        {
            file.Position = 96;
            file.Write([0, 0x8A, 0xD6, 0xF8]); // 9.99.0 as the writer's version
        }

        var plate = Described(new FigsharePlate { Plate = "SQ1", FileName = "SQ1.sqlite" });
        var outcome = await VerifyAsync(VerifyOptions with { Deep = true }, plate, PlaceSqlite("SQ2"));

        var warning = Assert.Single(outcome.Warnings);
        Assert.Contains("-Deep is left out: the database was written by SQLite 9.99.0, and this system's SQLite ", warning,
            StringComparison.Ordinal);
        Assert.All(outcome.Results, test => Assert.Equal(VerificationStatus.Valid, test.Status));
        Assert.Equal(1, outcome.Results.Count(test => test.Tables is not null));
    }
}
