using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using FigshareTools.Api;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Manifests;
using FigshareTools.References;
using FigshareTools.Simulator;

namespace FigshareTools.Core.Tests.Manifests;

public class ManifestReaderTests : TransferTest
{
    private readonly List<FigsharePlate> _plates = [];
    private readonly List<ManifestEntry> _problems = [];
    private readonly CollectingLog _log = new();

    [Fact]
    public async Task Every_file_of_the_latest_version_is_a_plate()
    {
        PublishVersions(Files(3), Files(5));

        await ReadAsync("4");

        Assert.Equal(5, _plates.Count);
        var file = Figshare.Catalog.FindFile(1)!;
        Assert.Equal(
            new FigsharePlate
            {
                Plate = "SQ1",
                FileId = 1,
                FileName = "SQ1.sqlite",
                Length = file.Content.Length,
                Md5 = file.Content.Md5,
                ArticleId = 4,
                Version = 2,
                Doi = "10.6084/m9.figshare.4.v2",
                Title = "Plates",
                License = "https://creativecommons.org/licenses/by/4.0/",
                DownloadUrl = $"{Figshare.DownloadUri}files/1",
            },
            _plates[0] with { Authors = null, Citation = null, PublishedDate = null });
    }

    [Theory]
    [InlineData("4.v1")]
    [InlineData("4/1")]
    public async Task An_old_version_lists_its_own_files(string reference)
    {
        PublishVersions(Files(3), Files(5));

        await ReadAsync(reference);

        Assert.Equal(3, _plates.Count);
        Assert.All(_plates, plate => Assert.Equal(1, plate.Version));
    }

    [Fact]
    public async Task All_pages_are_read_with_one_request_each()
    {
        PublishVersions(Files(2350));

        await ReadAsync("4");

        Assert.Equal(Enumerable.Range(1, 2350).Select(id => (long)id), _plates.Select(plate => plate.FileId));
        Assert.Equal(4, Figshare.Log.Snapshot().Count);
    }

    [Fact]
    public async Task A_full_last_page_needs_one_more_request()
    {
        PublishVersions(Files(1000));

        await ReadAsync("4");

        Assert.Equal(1000, _plates.Count);
        Assert.Equal(3, Figshare.Log.Snapshot().Count);
    }

    [Fact]
    public async Task Plates_are_returned_before_later_pages_are_requested()
    {
        PublishVersions(Files(1500));

        using var reader = Reader();
        await foreach (var plate in reader.ReadAsync(new FigshareReference.Article(4), null, _log, Stop))
        {
            Assert.Equal(1, plate.Plate!.FileId);
            break;
        }

        Assert.Equal(2, Figshare.Log.Snapshot().Count);
    }

    [Fact]
    public async Task A_version_without_a_file_list_is_read_from_the_article()
    {
        PublishVersions(Files(5));
        Figshare.Faults.Add(Fault.NotFound() with { Skip = 1 });

        await ReadAsync("4.v1");

        Assert.Equal(5, _plates.Count);
    }

    [Fact]
    public async Task An_incomplete_list_is_detected_by_its_total_size()
    {
        PublishVersions(Files(11));
        Figshare.Faults.Add(Fault.NotFound() with { Skip = 1 });

        var failure = await Assert.ThrowsAsync<FigshareException>(() => ReadAsync("4"));

        Assert.Equal(FigshareErrorId.IncompleteManifest, failure.ErrorId);
        Assert.Equal(10, _plates.Count);
    }

    [Fact]
    public async Task Link_only_files_have_an_address_and_a_flag()
    {
        PublishVersions([.. Files(2), new SimulatedFile { Id = 9, Name = "elsewhere", IsLinkOnly = true, LinkUrl = "https://example.org/x" }]);

        await ReadAsync("4");

        Assert.Equal([false, false, true], _plates.Select(plate => plate.IsLinkOnly));
        Assert.Equal(("https://example.org/x", null), (_plates[2].DownloadUrl, _plates[2].Length));
    }

    [Fact]
    public async Task Names_include_folders_and_are_unique()
    {
        PublishVersions([
            new SimulatedFile { Id = 1, Name = "a.csv", FolderPath = "/batch 1/raw", Content = SimulatedContent.Pattern(10, 1) },
            new SimulatedFile { Id = 2, Name = "a.csv", Content = SimulatedContent.Pattern(10, 2) },
            new SimulatedFile { Id = 3, Name = "A.csv", Content = SimulatedContent.Pattern(10, 3) },
            new SimulatedFile { Id = 4, Name = "a.csv", FolderPath = "batch 1/raw", Content = SimulatedContent.Pattern(10, 4) },
        ]);

        await ReadAsync("4");

        Assert.Equal(["batch 1/raw/a.csv", "a.csv", "A.3.csv", "batch 1/raw/a.4.csv"], _plates.Select(plate => plate.FileName));
        Assert.Equal(["a", "a", "A", "a"], _plates.Select(plate => plate.Plate));
    }

    [Theory]
    [InlineData("embargo", "under embargo until 2031-05-01 (Paper first, in review)")]
    [InlineData("confidential", "confidential (patients)")]
    [InlineData("metadata", "metadata record without files (too big)")]
    [InlineData("disabled", "disabled downloads")]
    [InlineData("empty", "lists none")]
    public async Task The_error_of_an_article_without_files_has_the_reason(string why, string expected)
    {
        Figshare.Catalog.Add(new SimulatedArticle
        {
            Id = 4,
            Title = "Plates",
            Doi = "d",
            IsEmbargoed = why == "embargo",
            EmbargoDate = why == "embargo" ? "2031-05-01" : null,
            EmbargoTitle = why == "embargo" ? "Paper first" : "",
            EmbargoReason = why == "embargo" ? "in review" : "",
            IsConfidential = why == "confidential",
            ConfidentialReason = why == "confidential" ? "patients" : "",
            IsMetadataRecord = why == "metadata",
            MetadataReason = why == "metadata" ? "too big" : "",
            DownloadDisabled = why == "disabled",
            Versions =
            [
                new SimulatedVersion
                {
                    Files = why == "disabled" ? Files(2) : [],
                },
            ],
        });

        var failure = await Assert.ThrowsAsync<FigshareException>(() => ReadAsync("4"));

        Assert.Equal(FigshareErrorId.NoFiles, failure.ErrorId);
        Assert.StartsWith("article 4 has no files to download: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.Empty(_plates);
    }

    [Theory]
    [InlineData("77")]
    [InlineData("4.v9")]
    public async Task The_error_of_a_missing_item_names_it(string reference)
    {
        PublishVersions(Files(1));

        var failure = await Assert.ThrowsAsync<FigshareException>(() => ReadAsync(reference));

        Assert.Equal(FigshareErrorId.NotFound, failure.ErrorId);
        Assert.StartsWith(FigshareReference.Parse(reference).ToString(), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_page_is_requested_again()
    {
        PublishVersions(Files(3));
        Figshare.Faults.Add(Fault.Status(503, retryAfterSeconds: 7) with { Skip = 1 });

        await ReadAsync("4");

        Assert.Equal(3, _plates.Count);
        Assert.Equal([TimeSpan.FromSeconds(7)], Clock.Waits);
    }

    [Fact]
    public async Task A_web_page_instead_of_JSON_is_an_error_that_says_so()
    {
        PublishVersions(Files(3));
        Figshare.Faults.Add(Fault.HtmlBody(FaultPoint.Api));

        var failure = await Assert.ThrowsAsync<FigshareException>(() => ReadAsync("4"));

        Assert.Equal(FigshareErrorId.UnexpectedAnswer, failure.ErrorId);
    }

    private static SimulatedFile[] Files(int count) =>
    [
        .. Enumerable.Range(1, count).Select(id => new SimulatedFile
        {
            Id = id,
            Name = $"SQ{id}.sqlite",
            Content = SimulatedContent.Pattern(100 + id, id),
        }),
    ];

    private void PublishVersions(params SimulatedFile[][] versions) => Figshare.Catalog.Add(new SimulatedArticle
    {
        Id = 4,
        Title = "Plates",
        Doi = "10.6084/m9.figshare.4",
        Versions = [.. versions.Select((files, index) => new SimulatedVersion { Number = index + 1, Files = files })],
    });

    private ManifestReader Reader() => new(new ApiOptions
    {
        Endpoints = new FigshareEndpoints(Figshare.ApiUri, Figshare.DownloadUri),
        Clock = Clock,
    });

    private async Task ReadAsync(string reference)
    {
        using var reader = Reader();
        await foreach (var entry in reader.ReadAsync(FigshareReference.Parse(reference), null, _log, Stop))
        {
            if (entry.Problem is null)
            {
                _plates.Add(entry.Plate!);
            }
            else
            {
                _problems.Add(entry);
            }
        }
    }
}
