using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using FigshareTools.Api;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Manifests;
using FigshareTools.References;
using FigshareTools.Simulator;
using FigshareTools.Transfer;

namespace FigshareTools.Core.Tests.Hostile;

/// <summary>
/// A second Figshare on other ports records all requests. A secret of the first one never gets there, wherever the first one
/// redirects.
/// </summary>
public class CaptureTests : TransferTest
{
    private const string Token = "5ecre7-t0ken-0123456789abcdef";
    private const string Key = "63fc1ada93e42e388e63";

    private FigshareSimulator _stranger = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _stranger = await FigshareSimulator.StartAsync(Simulation, Stop);
        foreach (var figshare in new[] { Figshare, _stranger })
        {
            figshare.Catalog.Add(new SimulatedArticle
            {
                Id = ArticleId,
                Title = "Not yet published",
                Doi = "10.6084/m9.figshare.4",
                IsPublic = figshare == _stranger,
                Owner = new SimulatedAccount(1, Token),
                PrivateLinks = [Key],
                Versions = [new SimulatedVersion { Files = [File] }],
            });
        }
    }

    private static SimulatedFile File => new() { Id = 100, Name = "100.bin", Content = SimulatedContent.Pattern(100_000, 1) };

    [Theory]
    [InlineData(FaultPoint.Redirect, false)]
    [InlineData(FaultPoint.Downloader, false)]
    [InlineData(FaultPoint.Storage, false)]
    [InlineData(FaultPoint.Downloader, true)]
    [InlineData(FaultPoint.Storage, true)]
    public async Task A_redirect_to_another_port_carries_no_secret(FaultPoint point, bool hasKey)
    {
        Figshare.Faults.Add(
            Fault.RedirectTo($"{_stranger.DownloadUri}files/100", point) with { Times = int.MaxValue });
        var plate = new FigsharePlate
        {
            FileId = 100,
            FileName = "100.bin",
            PrivateLink = hasKey ? new FigshareSecret(Key) : null,
        };

        var outcome = await SaveAsync(Options with { Token = new FigshareSecret(Token) }, plate);

        Assert.Equal(100_000, outcome.Result.Length);
        Assert.NotEmpty(_stranger.Log.Snapshot());
        AssertCarriesNoSecret(_stranger.Log.Snapshot());
        AssertCarriesNoSecret(Figshare.Log.Snapshot().Where(request => request.Point == FaultPoint.Storage));
    }

    [Fact]
    public async Task A_redirect_of_the_API_is_not_followed_with_the_token()
    {
        Figshare.Faults.Add(
            Fault.RedirectTo($"{_stranger.ApiUri}/account/articles/4", FaultPoint.Api) with { Skip = 1, Times = int.MaxValue });
        using var reader = new ManifestReader(new ApiOptions
        {
            Endpoints = Options.Endpoints,
            Clock = Clock,
            Token = new FigshareSecret(Token),
        });
        var entries = reader.ReadAsync(FigshareReference.Parse("4"), null, new CollectingLog(), Stop);

        var failure = await Assert.ThrowsAsync<FigshareException>(async () => await CountAsync(entries));

        Assert.Equal(FigshareErrorId.UnexpectedAnswer, failure.ErrorId);
        Assert.Contains("redirected", failure.Message, StringComparison.Ordinal);
        Assert.Contains(Figshare.Log.Snapshot(), request => request.Authorization == $"token {Token}");
        Assert.Empty(_stranger.Log.Snapshot());
    }

    [Fact]
    public async Task A_pasted_address_of_another_host_gets_no_secret()
    {
        var reference = Assert.IsType<FigshareReference.File>(FigshareReference.Parse(
            $"{_stranger.DownloadUri}ndownloader/files/100?private_link={Key}"));
        var plate = new FigsharePlate
        {
            FileId = reference.FileId,
            FileName = "100.bin",
            PrivateLink = new FigshareSecret(reference.PrivateLink!),
        };

        Assert.Equal(100_000, (await SaveAsync(plate)).Result.Length);

        Assert.Empty(_stranger.Log.Snapshot());
        Assert.Contains(Figshare.Log.Snapshot(), request => request.PathAndQuery == $"/files/100?private_link={Key}");
    }

    private static async Task<int> CountAsync(IAsyncEnumerable<ManifestEntry> entries)
    {
        var count = 0;
        await foreach (var entry in entries)
        {
            count += entry.Plate is null ? 0 : 1;
        }

        return count;
    }

    private static void AssertCarriesNoSecret(IEnumerable<WireRequest> requests) => Assert.All(requests, request =>
    {
        var sent = request.Headers.Select(header => $"{header.Key}: {header.Value}").Append(request.PathAndQuery);
        Assert.All(sent, text => Assert.False(
            text.Contains(Token, StringComparison.Ordinal) || text.Contains(Key, StringComparison.Ordinal), text));
        Assert.False(request.Headers.ContainsKey("Referer"));
        Assert.Null(request.Authorization);
    });
}
