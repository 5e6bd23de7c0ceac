using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Simulator.Tests.Support;

namespace FigshareTools.Simulator.Tests.Wire;

public class WireLogTests : SimulatorTest
{
    private readonly SimulatedContent _content = SimulatedContent.Pattern(100_000, seed: 23);

    [Fact]
    public async Task Each_request_is_logged_as_received()
    {
        Publish(_content);
        Clock.Advance(TimeSpan.FromMinutes(1));

        using var response = await GetAsync(
            Api("articles/7/files?page=1"),
            ("Authorization", "token secret"),
            ("Accept", "application/json"),
            ("User-Agent", "Test/1"),
            ("If-None-Match", "\"tag\""));

        var request = Assert.Single(Figshare.Log.Snapshot());
        Assert.Equal(FaultPoint.Api, request.Point);
        Assert.Equal(("GET", "/v2/articles/7/files?page=1"), (request.Method, request.PathAndQuery));
        Assert.Equal((ArticleId, null), (request.ArticleId, request.FileId));
        Assert.Equal("token secret", request.Authorization);
        Assert.Equal("application/json", request.Accept);
        Assert.Equal("Test/1", request.UserAgent);
        Assert.Equal("\"tag\"", request.IfNoneMatch);
        Assert.Null(request.Range);
        Assert.Equal(Clock.GetUtcNow(), request.Time);
        Assert.Equal(200, request.Status);
        Assert.Equal(response.Content.Headers.ContentLength, request.BytesSent);
        await Figshare.Log.WaitForAsync(seen => seen.IsComplete, Stop);
    }

    [Fact]
    public async Task Download_is_counted_at_each_endpoint()
    {
        Publish(_content);

        using var api = await GetAsync(
            await PresignAsync(), ("Range", "bytes=60000-"), ("If-Range", _content.ETag));
        using var downloader = await GetAsync(new Uri(Figshare.DownloadUri, "files/70"));

        Assert.Equal(
            [FaultPoint.Redirect, FaultPoint.Storage, FaultPoint.Downloader],
            Figshare.Log.Snapshot().Select(request => request.Point));
        Assert.All(
            Figshare.Log.Snapshot(),
            request => Assert.Equal((ArticleId, FileId), (request.ArticleId, request.FileId)));
        Assert.Equal(1, Figshare.Log.Count(FaultPoint.Storage));
        Assert.Equal(2, Figshare.Log.Count(request => request.Status == 302));
        Assert.Equal(
            1, Figshare.Log.Count(request => request.Range == "bytes=60000-" && request.IfRange == _content.ETag));
        Assert.Equal(40_000, Figshare.Log.BodyBytesSent());
        Assert.Equal(40_000, Figshare.Log.BodyBytesSent(FileId));
        Assert.Equal(0, Figshare.Log.BodyBytesSent(fileId: 71));
    }

    [Theory]
    [InlineData("file/download/70", 302)]
    [InlineData("articles/8", 404)]
    public async Task Completed_request_has_its_status(string path, int status)
    {
        Publish(_content);
        var request = GetAsync(Api(path));

        await Figshare.Log.WaitForAsync(seen => seen.IsComplete, Stop);

        Assert.Equal(status, Assert.Single(Figshare.Log.Snapshot()).Status);
        (await request).Dispose();
    }

    [Fact]
    public async Task Refused_request_counts_no_file_content()
    {
        Publish(_content);
        Figshare.Faults.Add(Fault.HtmlBody());

        using var response = await GetAsync(await PresignAsync());

        Assert.Equal(response.Content.Headers.ContentLength, Figshare.Log.Snapshot()[^1].BytesSent);
        Assert.Equal(0, Figshare.Log.BodyBytesSent());
        Assert.Equal(0, Figshare.Log.MaximumConcurrentBodies);
    }

    [Fact]
    public async Task Held_bodies_count_as_concurrent()
    {
        Publish(FileOf(_content, 1), FileOf(_content, 2));
        using var hold = Figshare.Faults.HoldBodies(afterBytes: 1000);

        Task<HttpResponseMessage>[] downloads =
        [
            GetAsync(await PresignAsync(1)), GetAsync(await PresignAsync(1)), GetAsync(await PresignAsync(2)),
        ];
        await Figshare.Log.WaitForCurrentBodiesAsync(3, Stop);
        await Figshare.Log.WaitForExactBodiesAsync(3, files: 2, Stop);
        await Figshare.Log.WaitForBodyBytesAsync(1, 2000, Stop);
        await Figshare.Log.WaitForBodyBytesAsync(2, 1000, Stop);
        Assert.Equal(3000, Figshare.Log.BodyBytesSent());
        Assert.DoesNotContain(downloads, download => download.IsCompleted);

        hold.Release();
        foreach (var response in await Task.WhenAll(downloads))
        {
            using (response)
            {
                Assert.Equal(BytesOf(_content), await BytesOf(response));
            }
        }

        Assert.Equal(0, Figshare.Log.CurrentBodies);
        Assert.Equal(3, Figshare.Log.MaximumConcurrentBodies);
        Assert.Equal(2, Figshare.Log.MaximumConcurrentFiles);
        Assert.Equal(300_000, Figshare.Log.BodyBytesSent());
    }

    [Fact]
    public async Task Successive_bodies_never_count_as_concurrent()
    {
        Publish(_content);
        foreach (var _ in Enumerable.Range(0, 20))
        {
            using var response = await GetAsync(await PresignAsync());
        }

        Assert.Equal(1, Figshare.Log.MaximumConcurrentBodies);
        Assert.Equal(1, Figshare.Log.MaximumConcurrentFiles);
    }

    [Fact]
    public async Task Body_that_begins_after_the_release_is_not_held()
    {
        var bytes = Publish(_content);
        Figshare.Faults.HoldBodies().Dispose();

        using var response = await GetAsync(await PresignAsync());

        Assert.Equal(bytes, await BytesOf(response));
    }

    [Fact]
    public async Task Disconnected_client_ends_its_body()
    {
        Publish(_content);
        using var hold = Figshare.Faults.HoldBodies(afterBytes: 1);

        using (var response = await BeginAsync(await PresignAsync()))
        {
            await using var body = await response.Content.ReadAsStreamAsync(Stop);
            Assert.Equal(1, await body.ReadAsync(new byte[10], Stop));
            Assert.Equal(1, Figshare.Log.CurrentBodies);
        }

        await Figshare.Log.WaitForAsync(seen => seen is { Point: FaultPoint.Storage, IsComplete: true }, Stop);
        Assert.Equal(0, Figshare.Log.CurrentBodies);
        Assert.Equal(1, Figshare.Log.BodyBytesSent());
    }

    [Fact]
    public async Task Clear_keeps_running_requests_as_current_bodies()
    {
        Publish(_content);
        using var before = await GetAsync(await PresignAsync());
        using var hold = Figshare.Faults.HoldBodies();
        using var running = await BeginAsync(await PresignAsync());

        Figshare.Log.Clear();

        Assert.Empty(Figshare.Log.Snapshot());
        Assert.Equal(0, Figshare.Log.BodyBytesSent());
        Assert.Equal(1, Figshare.Log.CurrentBodies);
        Assert.Equal(1, Figshare.Log.MaximumConcurrentBodies);
    }

    [Fact]
    public async Task Wait_for_requests_ends_with_the_last_of_them()
    {
        Publish(_content);
        var two = Figshare.Log.WaitForAsync(request => request.Status == 302, 2, Stop);

        await PresignAsync();
        Assert.False(two.IsCompleted);
        await PresignAsync();

        await two;
    }

    [Fact]
    public async Task Wait_can_be_cancelled()
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Stop);

        var wait = Figshare.Log.WaitForAsync(_ => true, cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }
}
