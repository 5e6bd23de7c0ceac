using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using FigshareTools.Api;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Manifests;
using FigshareTools.References;
using FigshareTools.Simulator;

namespace FigshareTools.Core.Tests.Manifests;

/// <summary>References to more or less than one article: collections, projects, DOIs and single files.</summary>
public class ManyArticlesTests : TransferTest
{
    private readonly CollectingLog _log = new();

    [Theory]
    [InlineData("collection")]
    [InlineData("project")]
    public async Task First_plates_are_listed_before_the_last_article_is_requested(string kind)
    {
        PublishArticles(300);

        await using var entries = Read($"https://figshare.com/{kind}s/T/77").GetAsyncEnumerator(Stop);
        Assert.True(await entries.MoveNextAsync());

        Assert.Equal(1, entries.Current.Plate!.ArticleId);
        Assert.Equal(2, Figshare.Log.Snapshot().Count);
        Assert.Equal([(0, 300)], _log.Articles);
    }

    [Fact]
    public async Task A_collection_needs_one_request_for_each_complete_article()
    {
        PublishArticles(20);

        var plates = await AllAsync("https://figshare.com/collections/T/77");

        Assert.Equal(40, plates.Count);
        Assert.All(plates, entry => Assert.Equal(1, entry.Plate!.Version));
        Assert.Equal(1 + 20, Figshare.Log.Snapshot().Count);
        Assert.Equal((20, 20), _log.Articles[^1]);
    }

    [Fact]
    public async Task An_article_with_ten_files_or_more_is_listed_by_its_version()
    {
        PublishArticles(1, filesEach: 11);

        Assert.Equal(11, (await AllAsync("https://figshare.com/collections/T/77")).Count);

        Assert.Equal(3, Figshare.Log.Snapshot().Count);
    }

    [Fact]
    public async Task A_failing_article_is_one_problem_and_others_are_listed()
    {
        PublishArticles(5);
        Figshare.Faults.Add(Fault.NotFound() with { ArticleId = 3, Times = int.MaxValue });

        var entries = await AllAsync("https://figshare.com/collections/T/77");

        var problem = Assert.Single(entries, entry => entry.Problem is not null);
        Assert.Equal(("article 3", FigshareErrorId.NotFound), (problem.Subject, problem.Problem!.ErrorId));
        Assert.Equal(8, entries.Count - 1);
    }

    [Fact]
    public async Task A_host_that_refuses_gets_no_requests_for_other_articles()
    {
        PublishArticles(50);
        Figshare.Faults.Add(Fault.Challenge(FaultPoint.Api) with { Skip = 2, Times = int.MaxValue });

        var failure = await Assert.ThrowsAsync<FigshareException>(() => AllAsync("https://figshare.com/collections/T/77"));

        Assert.Equal(FigshareErrorId.WafChallenge, failure.ErrorId);
        Assert.Equal(3, Figshare.Log.Snapshot().Count);
    }

    [Fact]
    public async Task An_old_version_of_a_collection_is_a_warning()
    {
        PublishArticles(1);

        await AllAsync("https://figshare.com/collections/T/77/1");

        Assert.Contains("only the articles of the latest version", Assert.Single(_log.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_DOI_with_2350_files_is_listed_with_five_requests()
    {
        PublishArticles(1, filesEach: 2350, versions: 3);

        var plates = await AllAsync("https://doi.org/10.6084/m9.figshare.1.v2");

        Assert.Equal(2350, plates.Count);
        Assert.All(plates, entry => Assert.Equal(2, entry.Plate!.Version));
        Assert.Equal(5, Figshare.Log.Snapshot().Count);
    }

    [Fact]
    public async Task A_file_of_an_article_is_one_plate()
    {
        PublishArticles(2, filesEach: 12);

        var plate = Assert.Single(await AllAsync("https://figshare.com/articles/dataset/T/2?file=2005")).Plate!;

        Assert.Equal((2005L, 2L, "2005.bin", 1), (plate.FileId, plate.ArticleId, plate.FileName, plate.Version));
        Assert.Equal(2, Figshare.Log.Snapshot().Count);
    }

    [Fact]
    public async Task A_file_of_a_version_is_found_in_that_version()
    {
        Figshare.Catalog.Add(new SimulatedArticle
        {
            Id = 4,
            Title = "Plates",
            Doi = "10.6084/m9.figshare.4",
            Versions =
            [
                new SimulatedVersion { Number = 1, Files = [new SimulatedFile { Id = 400, Name = "old.bin", Content = SimulatedContent.Pattern(10, 1) }] },
                new SimulatedVersion { Number = 2, Files = [new SimulatedFile { Id = 401, Name = "new.bin", Content = SimulatedContent.Pattern(10, 2) }] },
            ],
        });

        var old = Assert.Single(await AllAsync("https://figshare.com/articles/T/4/1?file=400")).Plate!;

        Assert.Equal((400L, 1), (old.FileId, old.Version));
        var failure = await Assert.ThrowsAsync<FigshareException>(() => AllAsync("https://figshare.com/articles/T/4/1?file=401"));
        Assert.Equal(FigshareErrorId.NotFound, failure.ErrorId);
    }

    [Fact]
    public async Task A_list_of_ten_files_that_may_be_incomplete_is_a_warning()
    {
        PublishArticles(1, filesEach: 12);
        Figshare.Faults.Add(Fault.NotFound() with { Skip = 1 });

        await Assert.ThrowsAsync<FigshareException>(() => AllAsync("1"));

        Assert.Contains("there may be more", Assert.Single(_log.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_an_article_has_only_its_id()
    {
        var plate = Assert.Single(await AllAsync("https://ndownloader.figshare.com/files/58932628?private_link=63fc1ada93e42e388e63")).Plate!;

        Assert.Equal(58932628, plate.FileId);
        Assert.Equal("63fc1ada93e42e388e63", plate.PrivateLink!.Value);
        Assert.DoesNotContain("63fc", plate.ToString(), StringComparison.Ordinal);
        Assert.Empty(Figshare.Log.Snapshot());
    }

    [Fact]
    public async Task A_cached_listing_is_used_while_it_is_valid()
    {
        PublishArticles(1, filesEach: 12);
        var cache = Path.Combine(Folder, "cache");

        var first = await AllAsync("1", cache);
        Figshare.Log.Clear();
        var second = await AllAsync("1", cache);

        Assert.Equal(first, second);
        Assert.All(Figshare.Log.Snapshot(), request => Assert.Equal((304, 0L), (request.Status, request.BytesSent)));

        PublishArticles(1, filesEach: 13);
        Assert.Equal(13, (await AllAsync("1", cache)).Count);
    }

    [Theory]
    [InlineData("torn")]
    [InlineData("flipped")]
    [InlineData("foreign")]
    [InlineData("empty")]
    [InlineData("folder")]
    public async Task A_damaged_cache_is_treated_as_empty(string damage)
    {
        PublishArticles(1, filesEach: 12);
        var cache = Path.Combine(Folder, "cache");
        var first = await AllAsync("1", cache);
        foreach (var file in Directory.GetFiles(cache))
        {
            var bytes = File.ReadAllBytes(file);
            bytes[^5] ^= 1;
            File.Delete(file);
            switch (damage)
            {
                case "folder":
                    Directory.CreateDirectory(file);
                    break;
                default:
                    File.WriteAllBytes(file, damage switch
                    {
                        "torn" => bytes[..(bytes.Length / 2)],
                        "flipped" => bytes,
                        "foreign" => [.. "FigshareTools answer 2\n"u8],
                        _ => [],
                    });
                    break;
            }
        }

        Assert.Equal(first, await AllAsync("1", cache));
    }

    private void PublishArticles(int count, int filesEach = 2, int versions = 1)
    {
        for (var id = 1; id <= count; id++)
        {
            var files = Enumerable.Range(id * 1000, filesEach).Select(fileId => new SimulatedFile
            {
                Id = fileId,
                Name = $"{fileId}.bin",
                Content = SimulatedContent.Pattern(20 + (fileId % 7), fileId),
            }).ToArray();
            Figshare.Catalog.Add(new SimulatedArticle
            {
                Id = id,
                Title = $"Article {id}",
                Doi = $"10.6084/m9.figshare.{id}",
                Versions = [.. Enumerable.Range(1, versions).Select(number => new SimulatedVersion { Number = number, Files = files })],
            });
        }

        long[] ids = [.. Enumerable.Range(1, count)];
        Figshare.Catalog.Add(new SimulatedCollection { Id = 77, Title = "All", Doi = "10.6084/m9.figshare.c.77", ArticleIds = ids });
        Figshare.Catalog.Add(new SimulatedProject { Id = 77, Title = "All", ArticleIds = ids });
    }

    private async IAsyncEnumerable<ManifestEntry> Read(string pasted, string? cache = null)
    {
        using var reader = new ManifestReader(new ApiOptions
        {
            Endpoints = new FigshareEndpoints(Figshare.ApiUri, Figshare.DownloadUri),
            Clock = Clock,
            CacheFolder = cache,
        });
        await foreach (var entry in reader.ReadAsync(FigshareReference.Parse(pasted), null, _log, Stop))
        {
            yield return entry;
        }
    }

    private async Task<List<ManifestEntry>> AllAsync(string pasted, string? cache = null)
    {
        var entries = new List<ManifestEntry>();
        await foreach (var entry in Read(pasted, cache))
        {
            entries.Add(entry);
        }

        return entries;
    }
}
