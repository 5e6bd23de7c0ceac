using FigshareTools.Search;

namespace FigshareTools.Core.Tests.Search;

public class SearchPagesTests
{
    [Theory]
    [InlineData(0, null, 1, 1000, 0)]
    [InlineData(0, 1, 1, 1, 0)]
    [InlineData(0, 10, 1, 10, 0)]
    [InlineData(20, 10, 3, 10, 0)]
    [InlineData(25, 10, 3, 12, 1)]
    [InlineData(0, 1000, 1, 1000, 0)]
    [InlineData(0, 1001, 1, 501, 0)]
    [InlineData(0, 1500, 1, 750, 0)]
    [InlineData(500, 1000, 2, 500, 0)]
    [InlineData(2500, null, 3, 1000, 500)]
    [InlineData(2500, 10, 251, 10, 0)]
    [InlineData(0, 9000, 1, 1000, 0)]
    [InlineData(8999, 1, 4500, 2, 1)]
    [InlineData(8999, 2, 9, 1000, 999)]
    [InlineData(0, 9001, 1, 1000, 0)]
    [InlineData(9000, 1, 9, 1000, 1000)]
    [InlineData(20000, 10, 9, 1000, 12000)]
    [InlineData(int.MaxValue, int.MaxValue, 9, 1000, int.MaxValue - 8000)]
    public void The_fewest_pages_are_chosen(int skip, int? first, int page, int size, int unwanted)
    {
        Assert.Equal(new SearchPages(page, size, unwanted), SearchPages.Of(skip, first));
    }
}
