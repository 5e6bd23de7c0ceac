using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;

namespace FigshareTools.Core.Tests.Verification;

/// <summary>The build for Windows PowerShell has no SQLite: it says so, and tests the rest.</summary>
public class DeepUnavailableTests : VerifyRunTest
{
    [Fact]
    public async Task Without_SQLite_the_rest_is_tested_and_one_warning_says_so()
    {
        var outcome = await TestAsync(VerifyOptions with { Deep = true }, PlaceSqlite("SQ1"), PlaceSqlite("SQ2"));

        Assert.Equal(
            "-Deep is left out: this build, which Windows PowerShell loads, has no SQLite; use PowerShell 7.4 or later. "
            + "Everything else is tested.",
            Assert.Single(outcome.Warnings));
        Assert.All(outcome.Results, test => Assert.Equal((VerificationStatus.Valid, null), (test.Status, test.Tables)));
        Assert.Equal(2, outcome.Results.Count);
    }
}
