using System.Runtime.InteropServices;
using FigshareTools.Transfer;

namespace FigshareTools.Core.Tests.Transfer;

public class TargetClaimsTests
{
    private static readonly bool s_ignoresCase =
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) || RuntimeInformation.IsOSPlatform(OSPlatform.OSX);

    [Theory]
    [InlineData("/d/SQ1.sqlite", "/d/SQ1.sqlite", true)]
    [InlineData("/d/SQ1.sqlite", "/d/SQ2.sqlite", false)]
    [InlineData("/d/caf\u00E9.csv", "/d/cafe\u0301.csv", true)]
    [InlineData("/d/\uAC00", "/d/\u1100\u1161", true)]
    [InlineData("/d/caf\u00E9.csv", "/d/cafe.csv", false)]
    [InlineData("/d/\uFB01.csv", "/d/fi.csv", false)]
    public void Two_forms_of_one_name_are_one_target(string first, string second, bool isTaken) =>
        Assert.Equal(isTaken ? TargetClaim.Taken : TargetClaim.Granted, SecondOf(first, second));

    [Theory]
    [InlineData("/d/SQ1.sqlite", "/d/sq1.sqlite")]
    [InlineData("/d/CAF\u00C9.csv", "/d/cafe\u0301.csv")]
    public void Case_counts_only_where_the_file_system_usually_knows_it(string first, string second) =>
        Assert.Equal(s_ignoresCase ? TargetClaim.Taken : TargetClaim.Granted, SecondOf(first, second));

    private static TargetClaim SecondOf(string first, string second)
    {
        var claims = new TargetClaims();
        Assert.Equal(TargetClaim.Granted, claims.Claim(first));
        return claims.Claim(second);
    }
}
