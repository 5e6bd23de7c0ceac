using System.IO;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Verification;

namespace FigshareTools.Core.Tests.Verification;

/// <summary>A system on which SQLite cannot be used.</summary>
public class SqliteLibraryTests : VerifyRunTest
{
    [Fact]
    public async Task Without_SQLite_one_warning_names_the_remedy_and_the_rest_is_verified()
    {
        var outcome = await TestAsync(
            VerifyOptions with { Deep = true, Sqlite = new SqliteLibrary(["libno-such-sqlite.so.9"]) },
            PlaceSqlite("SQ1"), PlaceSqlite("SQ2"));

        var warning = Assert.Single(outcome.Warnings);
        Assert.StartsWith("-Deep is left out: this system has no SQLite library (libno-such-sqlite.so.9); ", warning);
        AssertVerified(outcome);
    }

    [Fact]
    public async Task A_file_that_is_no_library_is_one_warning()
    {
        var path = Path.Combine(Folder, "libsqlite3.so.0");
        File.WriteAllText(path, "not a library");

        var outcome = await TestAsync(
            VerifyOptions with { Deep = true, Sqlite = new SqliteLibrary([path]) }, PlaceSqlite("SQ1"), PlaceSqlite("SQ2"));

        Assert.StartsWith("-Deep is left out: ", Assert.Single(outcome.Warnings));
        AssertVerified(outcome);
    }

    [Fact]
    public async Task A_library_without_the_functions_of_SQLite_is_one_warning()
    {
        Assert.SkipUnless(File.Exists("/lib/x86_64-linux-gnu/libc.so.6"), "This system has no libc at the usual place.");

        var outcome = await TestAsync(
            VerifyOptions with { Deep = true, Sqlite = new SqliteLibrary(["/lib/x86_64-linux-gnu/libc.so.6"]) },
            PlaceSqlite("SQ1"), PlaceSqlite("SQ2"));

        Assert.Contains("cannot be used", Assert.Single(outcome.Warnings));
        AssertVerified(outcome);
    }

    private static void AssertVerified(RunOutcome<PlateVerification> outcome)
    {
        Assert.Equal(2, outcome.Results.Count);
        Assert.All(outcome.Results, result =>
            Assert.Equal((VerificationStatus.Valid, null), (result.Status, result.Tables)));
    }
}
