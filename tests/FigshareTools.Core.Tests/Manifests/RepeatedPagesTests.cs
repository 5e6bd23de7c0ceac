using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Api;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Manifests;
using FigshareTools.References;

namespace FigshareTools.Core.Tests.Manifests;

/// <summary>Lists whose pages repeat items.</summary>
public sealed class RepeatedPagesTests : IAsyncLifetime
{
    private readonly CollectingLog _log = new();
    private CannedApi _api = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _api = await CannedApi.StartAsync(Stop);

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task A_collection_whose_page_repeats_is_an_error()
    {
        _api.Responses["collections/77/articles?page=1"] = Items(1, 1000);
        _api.Responses["collections/77/articles?page=2"] = Items(1, 1000);
        _api.Responses["collections/77/articles?page=3"] = Items(1, 1000);

        var failure = await Assert.ThrowsAsync<FigshareException>(() => ListAsync("https://figshare.com/collections/T/77"));

        Assert.Equal(FigshareErrorId.UnexpectedAnswer, failure.ErrorId);
        Assert.StartsWith(
            "collection 77: page 2 of its list repeats earlier pages, so that it cannot be listed beyond 1000 items; ",
            failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, _api.Requests.Count);
    }

    [Fact]
    public async Task An_article_whose_page_repeats_is_an_error_after_its_files()
    {
        _api.Responses["articles/9"] = """{"id":9,"version":1,"size":2000}""";
        _api.Responses["articles/9/versions/1/files?page=1"] = Items(1, 1000);
        _api.Responses["articles/9/versions/1/files?page=2"] = Items(1, 1000);
        var listed = new List<ManifestEntry>();

        var failure = await Assert.ThrowsAsync<FigshareException>(() => ListAsync("9", listed));

        Assert.Equal(FigshareErrorId.UnexpectedAnswer, failure.ErrorId);
        Assert.Equal(Enumerable.Range(1, 1000).Select(id => (long)id), listed.Select(entry => entry.Plate!.FileId));
    }

    [Fact]
    public async Task An_item_that_moves_to_the_next_page_is_listed_once()
    {
        _api.Responses["articles/9"] = """{"id":9,"version":1,"size":1500}""";
        _api.Responses["articles/9/versions/1/files?page=1"] = Items(1, 1000);
        _api.Responses["articles/9/versions/1/files?page=2"] = Items(1000, 501);
        var listed = new List<ManifestEntry>();

        await ListAsync("9", listed);

        Assert.Equal(1500, listed.Count);
    }

    private static string Items(int first, int count) =>
        $"[{string.Join(",", Enumerable.Range(first, count).Select(id => $$"""{"id":{{id}},"name":"{{id}}.bin","size":1}"""))}]";

    private async Task ListAsync(string reference, List<ManifestEntry>? listed = null)
    {
        using var reader = new ManifestReader(new ApiOptions
        {
            Endpoints = FigshareEndpoints.Figshare with { ApiUri = _api.Uri },
        });
        await foreach (var entry in reader.ReadAsync(FigshareReference.Parse(reference), null, _log, Stop))
        {
            listed?.Add(entry);
        }
    }
}
