using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using FigshareTools.Simulator;
using FigshareTools.Tests.Support;

namespace FigshareTools.Tests.Cmdlets;

public class FindFigshareArticleTests : ModuleTest, IAsyncDisposable
{
    private CannedSearch _search = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _search = await CannedSearch.StartAsync(5, Stop);
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _search.DisposeAsync();
        await DisposeAsync();
    }

    [Fact]
    public void Every_parameter_reaches_Figshare()
    {
        Find("""
            '"a b" OR c' -Title 'Cell "Health"' -Author 'Way', 'Singh' -Tag CRISPR -Institution nih -Type dataset -SortBy views
            -Ascending -Doi doi:10.35092/yhjc.9995672 -PublishedSince 2024-05-18 -ModifiedSince '2025-01-02 13:00' -First 2 -Skip 2
            """).Clean();

        var asked = Assert.Single(_search.Asked).Body;
        Assert.Equal(
            "(\"a b\" OR c) AND :title: \"Cell Health\" AND :author: \"Way\" AND :author: \"Singh\" AND :tag: \"CRISPR\" "
            + "AND :institution: \"nih\"", asked.GetProperty("search_for").GetString());
        Assert.Equal(
            "item_type=3, doi=10.35092/yhjc.9995672, published_since=2024-05-18, modified_since=2025-01-02, order=views, "
            + "order_direction=asc, page=2, page_size=2",
            string.Join(", ", asked.EnumerateObject().Skip(1).Select(field => $"{field.Name}={field.Value}")));
    }

    [Fact]
    public void A_found_article_can_be_listed()
    {
        Publish(11, name: "a.bin");

        var outcome = Run(
            "Find-FigshareArticle plates -Skip 3 -First 1 -ApiUri $args[0] | Get-FigshareManifest", _search.Uri).Clean();

        Assert.Equal(4L, Assert.Single(outcome.Values<long?>("ArticleId")));
    }

    [Theory]
    [InlineData("$found | Get-FigshareManifest")]
    [InlineData("Get-FigshareManifest $found")]
    [InlineData("Get-FigshareManifest -Id $found[0], '77' -ErrorAction Ignore")]
    [InlineData("$found | ForEach-Object { [pscustomobject]@{ Doi = $_.Doi; Id = $_.Id } } | Get-FigshareManifest")]
    [InlineData("$found | ForEach-Object { [pscustomobject]@{ ArticleId = $_.ArticleId } } | Get-FigshareManifest")]
    [InlineData("$found | Export-Csv $Folder/found.csv; Import-Csv $Folder/found.csv | Get-FigshareManifest")]
    [InlineData("[pscustomobject]@{ article_id = 4L } | Get-FigshareManifest")]
    public void An_article_object_is_listed_by_its_id(string list)
    {
        Publish(11, name: "a.bin");

        var outcome = Run(
            $"$found = @(Find-FigshareArticle plates -Skip 3 -First 1 -ApiUri $args[0]); {list}", _search.Uri).Clean();

        Assert.Equal(["a.bin"], outcome.Values<string>("FileName"));
    }

    [Fact]
    public void An_object_without_an_id_is_one_error()
    {
        Publish(11, name: "a.bin");

        var outcome = Run("[pscustomobject]@{ Colour = 'red' }, 4 | Get-FigshareManifest");

        Assert.StartsWith("InvalidReference,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(["a.bin"], outcome.Values<string>("FileName"));
    }

    [Theory]
    [InlineData("'journal contribution'", 6)]
    [InlineData("data_management_plan", 23)]
    [InlineData("SOFTWARE", 9)]
    public void Types_may_be_written_as_Figshare_writes_them(string type, int expected)
    {
        Find($"-Type {type}").Clean();

        Assert.Equal(expected, Assert.Single(_search.Asked).Body.GetProperty("item_type").GetInt32());
    }

    [Fact]
    public void An_unknown_type_is_an_error_that_lists_all_types()
    {
        var outcome = Find("-Type spreadsheet");

        Assert.Contains(
            "Figure, Media, Dataset, Poster, JournalContribution", Assert.Single(outcome.Errors).Exception.Message,
            StringComparison.Ordinal);
        Assert.Empty(_search.Asked);
    }

    [Theory]
    [InlineData("-Type da", "DataManagementPlan Dataset")]
    [InlineData("-SortBy mod", "ModifiedDate")]
    public void Names_are_completed(string parameters, string expected)
    {
        var line = $"Find-FigshareArticle {parameters}";

        var outcome = Run("([Management.Automation.CommandCompletion]::CompleteInput($args[0], $args[0].Length, $null))"
            + ".CompletionMatches.CompletionText", line).Clean();

        Assert.Equal(expected.Split(' '), outcome.Output.Select(text => text.ToString()).Order());
    }

    [Theory]
    [InlineData("", "InvalidSearch", "There is nothing to search for")]
    [InlineData("-SortBy Views -First 3", "InvalidSearch", "There is nothing to search for")]
    [InlineData("-Title '\"'", "InvalidSearch", "-Title '\"' has nothing to search for")]
    [InlineData("-Doi 4", "InvalidSearch", "-Doi '4' is not a DOI")]
    public void An_invalid_search_is_not_sent(string parameters, string errorId, string message)
    {
        var error = Assert.Single(Find(parameters).Errors);

        Assert.Equal($"{errorId},FigshareTools.Cmdlets.FindFigshareArticleCommand", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.StartsWith(message, error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(_search.Asked);
    }

    [Fact]
    public async Task The_cmdlet_stops_while_Figshare_does_not_respond()
    {
        Figshare.Faults.Add(Fault.NoResponse(FaultPoint.Api));
        using var shell = Session.Create();
        shell.AddScript("Find-FigshareArticle plates");
        var running = shell.BeginInvoke();
        await Figshare.Log.WaitForAsync(request => request.Point == FaultPoint.Api, Stop);

        await Task.Run(shell.Stop, Stop).WaitAsync(Stop);

        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(running));
    }

    private ScriptOutcome Find(string parameters) =>
        Run($"Find-FigshareArticle {parameters.ReplaceLineEndings(" ")} -ApiUri $args[0]", _search.Uri);
}
