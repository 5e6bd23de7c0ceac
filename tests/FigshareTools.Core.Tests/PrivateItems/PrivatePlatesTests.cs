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
using FigshareTools.Transfer;

namespace FigshareTools.Core.Tests.PrivateItems;

/// <summary>Private items are read with a token or the key of a private link. Both appear only where they are needed.</summary>
public class PrivatePlatesTests : TransferTest
{
    private const string Secret = "5ecre7-t0ken-0123456789abcdef";
    private const string Key = "63fc1ada93e42e388e63";

    private readonly SimulatedAccount _owner = new(1, Secret);
    private readonly CollectingLog _log = new();

    [Fact]
    public async Task A_token_is_sent_to_the_API_and_the_downloader_only()
    {
        var file = PublishPrivate();
        var cache = Path.Combine(Folder, "cache");

        var plates = await ListAsync("4", Secret, cache);
        var outcome = await SaveAsync(WithToken(Secret), plates);

        Assert.Equal(VerificationLevel.Md5, outcome.Result.Verified);
        Assert.Equal(file.Content.Md5, Digest.OfFile(outcome.Result.Path));
        Assert.All(Figshare.Log.Snapshot(), request =>
        {
            var isPrivate = request.PathAndQuery.Contains("/account/", StringComparison.Ordinal);
            Assert.Equal(
                request.Point == FaultPoint.Api && isPrivate,
                request.Headers.Any(header => header.Value.Contains(Secret, StringComparison.Ordinal)));
            Assert.Equal(
                request is { Point: FaultPoint.Downloader, Status: 302 },
                request.PathAndQuery.Contains(Secret, StringComparison.Ordinal));
        });
        Assert.Contains(Figshare.Log.Snapshot(), request => request.Authorization == $"token {Secret}");
        AssertNotRevealed(Secret, outcome);
    }

    [Fact]
    public async Task A_private_link_opens_its_file()
    {
        PublishPrivate();
        var plates = await ListAsync($"https://figshare.com/ndownloader/files/100?private_link={Key}", token: null);

        var outcome = await SaveAsync(Options, plates.Select(plate => plate with { FileName = "a.bin" }));

        Assert.Equal(VerificationLevel.None, outcome.Result.Verified);
        Assert.All(Figshare.Log.Snapshot(), request => Assert.Equal(
            request.Point == FaultPoint.Downloader, request.PathAndQuery.Contains(Key, StringComparison.Ordinal)));
        AssertNotRevealed(Key, outcome);
    }

    [Fact]
    public async Task A_secret_is_in_no_message_of_a_failed_download()
    {
        PublishPrivate();
        var plates = await ListAsync("4", Secret);
        Figshare.Faults.Add(Fault.Close(1000) with { Times = int.MaxValue });

        var outcome = await SaveAsync(WithToken(Secret) with { MaximumRetryCount = 2 }, plates);

        Assert.Equal(FigshareErrorId.ConnectionFailed, outcome.Failure.ErrorId);
        AssertNotRevealed(Secret, outcome);
    }

    [Fact]
    public async Task Rejected_token_missing_right_and_missing_article_are_distinct_errors()
    {
        PublishPrivate();
        Figshare.Catalog.Add(new SimulatedAccount(2, "without-rights") { IsPermitted = false });

        Assert.Equal(FigshareErrorId.TokenRejected, (await FailureAsync("4", "unknown-token")).ErrorId);
        Assert.Equal(FigshareErrorId.PermissionDenied, (await FailureAsync("4", "without-rights")).ErrorId);
        Assert.Equal(FigshareErrorId.NotFound, (await FailureAsync("77", Secret)).ErrorId);
        Assert.Equal(FigshareErrorId.NotFound, (await FailureAsync("4", token: null)).ErrorId);
    }

    [Fact]
    public async Task A_rejected_token_is_reported_when_a_file_is_requested()
    {
        PublishPrivate();

        var plate = new FigsharePlate { FileId = 100, FileName = "a.bin" };
        var failure = (await SaveAsync(WithToken("unknown-token"), plate)).Failure;

        Assert.Equal(FigshareErrorId.TokenRejected, failure.ErrorId);
        Assert.DoesNotContain("unknown-token", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Public_items_are_requested_without_the_token()
    {
        var plate = PublishBytes() with { Md5 = null, ArticleId = ArticleId };

        Assert.Equal(VerificationLevel.Md5, (await SaveAsync(WithToken(Secret), plate)).Result.Verified);

        Assert.All(Figshare.Log.Snapshot(), request =>
        {
            Assert.Null(request.Authorization);
            Assert.DoesNotContain(Secret, request.PathAndQuery, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task An_owner_sees_the_files_of_an_article_under_embargo()
    {
        PublishPrivate(isPublic: true, isEmbargoed: true);

        Assert.Equal(FigshareErrorId.NoFiles, (await FailureAsync("4", token: null)).ErrorId);
        Assert.Single(await ListAsync("4", Secret));
    }

    [Theory]
    [InlineData("https://api.figshare.com/v2", "https://ndownloader.figshare.com", true)]
    [InlineData("http://127.0.0.1:1/v2", "http://localhost:2", true)]
    [InlineData("http://mirror.example.org/v2", "https://ndownloader.figshare.com", false)]
    [InlineData("https://api.figshare.com/v2", "http://mirror.example.org", false)]
    public void A_token_goes_over_https_or_stays_on_this_machine(string api, string download, bool isSafe) =>
        Assert.Equal(isSafe, new FigshareEndpoints(new Uri(api), new Uri(download)).AreSafeForToken);

    private SimulatedFile PublishPrivate(bool isPublic = false, bool isEmbargoed = false)
    {
        var file = new SimulatedFile { Id = 100, Name = "100.bin", Content = SimulatedContent.Pattern(100_000, 1) };
        Figshare.Catalog.Add(new SimulatedArticle
        {
            Id = 4,
            Title = "Not yet published",
            Doi = "10.6084/m9.figshare.4",
            IsPublic = isPublic,
            IsEmbargoed = isEmbargoed,
            Owner = _owner,
            PrivateLinks = [Key],
            Versions = [new SimulatedVersion { Files = [file] }],
        });
        return file;
    }

    private SaveOptions WithToken(string token) => Options with { Token = new FigshareSecret(token) };

    private async Task<FigshareException> FailureAsync(string reference, string? token) =>
        await Assert.ThrowsAsync<FigshareException>(() => ListAsync(reference, token));

    private async Task<List<FigsharePlate>> ListAsync(string reference, string? token, string? cache = null)
    {
        var options = new ApiOptions
        {
            Endpoints = Options.Endpoints,
            Clock = Clock,
            Token = token is null ? null : new FigshareSecret(token),
            CacheFolder = cache,
        };
        Assert.DoesNotContain(token ?? Secret, options.ToString(), StringComparison.Ordinal);
        using var reader = new ManifestReader(options);
        var plates = new List<FigsharePlate>();
        await foreach (var entry in reader.ReadAsync(FigshareReference.Parse(reference), null, _log, Stop))
        {
            plates.Add(entry.Plate!);
        }

        return plates;
    }

    private void AssertNotRevealed(string secret, RunOutcome<PlateResult> outcome)
    {
        var messages = _log.Messages.Concat(_log.Warnings).Concat(outcome.Messages)
            .Concat(outcome.Results.Select(result => result.ToString()))
            .Concat(outcome.Failures.Select(failure => $"{failure.Error} {failure.Plate}"))
            .Concat(Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Select(File.ReadAllText));
        Assert.All(messages, text => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
    }
}
