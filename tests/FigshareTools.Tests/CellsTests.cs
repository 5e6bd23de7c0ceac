using FigshareTools.Hosting;
using FigshareTools.Tests.Support;

namespace FigshareTools.Tests;

/// <summary>Calls the formatting methods as the table views do.</summary>
public class CellsTests
{
    [Theory]
    [InlineData("Bytes(0)", "0 B")]
    [InlineData("Bytes(999)", "999 B")]
    [InlineData("Bytes(1000)", "1.00 KB")]
    [InlineData("Bytes(16859136)", "16.9 MB")]
    [InlineData("Bytes(999499999)", "999 MB")]
    [InlineData("Bytes(999500000)", "1.00 GB")]
    [InlineData("Bytes(25000000000)", "25.0 GB")]
    [InlineData("Bytes([long]::MaxValue)", "9223 PB")]
    [InlineData("Rate(0)", "")]
    [InlineData("Rate(7430000)", "7.43 MB/s")]
    [InlineData("Duration([timespan]::FromSeconds(2.34))", "2.3 s")]
    [InlineData("Duration([timespan]::FromSeconds(59.96))", "0:00:59")]
    [InlineData("Duration([timespan]::FromHours(30.5))", "30:30:00")]
    public void Numbers_are_formatted_for_people(string call, string expected)
    {
        using var session = ModuleSession.Open(ModuleUnderTest.Manifest);
        using var shell = session.Create();

        var text = Assert.Single(shell.AddScript(
            "[Globalization.CultureInfo]::CurrentCulture = [Globalization.CultureInfo]::InvariantCulture; "
            + $"[FigshareTools.Views.Cells]::{call}").Invoke<string>());

        Assert.Equal(expected, text);
    }
}
