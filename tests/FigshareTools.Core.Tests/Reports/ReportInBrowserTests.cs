using System.Threading.Tasks;

namespace FigshareTools.Core.Tests.Reports;

public class ReportInBrowserTests
{
    [Theory]
    [InlineData(1280)]
    [InlineData(920)]
    [InlineData(400)]
    public async Task Labels_do_not_overlap_and_the_page_fits_its_window(int width)
    {
        var measures = await MeasureAsync(ReportPageTest.FullNight(), width);

        Assert.InRange(measures.Labels, 15, 60);
        Assert.Empty(measures.Overlaps);
        Assert.Empty(measures.Outside);
        Assert.Equal(0, measures.Excess);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(400)]
    public async Task Browser_shows_hostile_names_as_text(int width)
    {
        var measures = await MeasureAsync(ReportPageTest.FullNight(ReportPageTest.HostileNames), width);

        Assert.Empty(measures.Active);
        Assert.Equal(ReportPageTest.HostileNames.Count, measures.Names.Count);
        Assert.Contains("<script>alert(1)</script>", measures.Names);
        Assert.Empty(measures.Overlaps);
        Assert.Equal(0, measures.Excess);
    }

    private static Task<PageMeasures> MeasureAsync(RunLogText log, int width)
    {
        Assert.SkipWhen(Browser.Program is null, "Chromium is not installed: the page is tested as XML only.");
        var page = new ReportPageTest(RunLogText.Night(log));
        return Browser.MeasureAsync(page.Html, width, TestContext.Current.CancellationToken);
    }
}
