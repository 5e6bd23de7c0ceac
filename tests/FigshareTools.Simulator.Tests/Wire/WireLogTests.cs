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
    public async Task Each_request_stands_in_the_log_as_it_was_sent()
    {
        Publish(_content);
        Clock.Advance(TimeSpan.FromMinutes(1));

        using HttpResponseMessage answer = await GetAsync(
            Api("articles/7/files?page=1"),
            ("Authorization", "token secret"),
            ("Accept", "application/json"),
            ("User-Agent", "Test/1"),
            ("If-None-Match", "\"tag\""));

        WireRequest request = Assert.Single(Figshare.Log.Snapshot());
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
        Assert.Equal(answer.Content.Headers.ContentLength, request.BytesSent);
        await Figshare.Log.WaitForAsync(seen => seen.IsComplete, Stop);
    }

    [Fact]
    public async Task A_download_is_counted_at_each_of_its_places()
    {
        Publish(_content);

        using HttpResponseMessage api = await GetAsync(
            await LinkAsync(), ("Range", "bytes=60000-"), ("If-Range", _content.ETag));
        using HttpResponseMessage downloader = await GetAsync(new Uri(Figshare.DownloadUri, "files/70"));

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
    public async Task A_request_that_is_complete_has_its_status(string path, int status)
    {
        Publish(_content);
        Task<HttpResponseMessage> request = GetAsync(Api(path));

        await Figshare.Log.WaitForAsync(seen => seen.IsComplete, Stop);

        Assert.Equal(status, Assert.Single(Figshare.Log.Snapshot()).Status);
        (await request).Dispose();
    }

    [Fact]
    public async Task A_refusal_is_no_file_content()
    {
        Publish(_content);
        Figshare.Faults.Add(Fault.HtmlBody());

        using HttpResponseMessage answer = await GetAsync(await LinkAsync());

        Assert.Equal(answer.Content.Headers.ContentLength, Figshare.Log.Snapshot()[^1].BytesSent);
        Assert.Equal(0, Figshare.Log.BodyBytesSent());
        Assert.Equal(0, Figshare.Log.MaximumConcurrentBodies);
    }

    [Fact]
    public async Task Bodies_held_back_are_under_way_at_the_same_time()
    {
        Publish(FileOf(_content, 1), FileOf(_content, 2));
        using BodyHold hold = Figshare.Faults.HoldBodies(afterBytes: 1000);

        Task<HttpResponseMessage>[] downloads =
        [
            GetAsync(await LinkAsync(1)), GetAsync(await LinkAsync(1)), GetAsync(await LinkAsync(2)),
        ];
        await Figshare.Log.WaitForCurrentBodiesAsync(3, Stop);
        await Figshare.Log.WaitForBodyBytesAsync(1, 2000, Stop);
        await Figshare.Log.WaitForBodyBytesAsync(2, 1000, Stop);
        Assert.Equal(3000, Figshare.Log.BodyBytesSent());
        Assert.DoesNotContain(downloads, download => download.IsCompleted);

        hold.Release();
        foreach (HttpResponseMessage answer in await Task.WhenAll(downloads))
        {
            using (answer)
            {
                Assert.Equal(BytesOf(_content), await BytesOf(answer));
            }
        }

        Assert.Equal(0, Figshare.Log.CurrentBodies);
        Assert.Equal(3, Figshare.Log.MaximumConcurrentBodies);
        Assert.Equal(2, Figshare.Log.MaximumConcurrentFiles);
        Assert.Equal(300_000, Figshare.Log.BodyBytesSent());
    }

    [Fact]
    public async Task Bodies_one_after_the_other_are_never_two()
    {
        Publish(_content);
        foreach (var _ in Enumerable.Range(0, 20))
        {
            using HttpResponseMessage answer = await GetAsync(await LinkAsync());
        }

        Assert.Equal(1, Figshare.Log.MaximumConcurrentBodies);
        Assert.Equal(1, Figshare.Log.MaximumConcurrentFiles);
    }

    [Fact]
    public async Task A_body_that_begins_after_the_release_is_not_held()
    {
        var bytes = Publish(_content);
        Figshare.Faults.HoldBodies().Dispose();

        using HttpResponseMessage answer = await GetAsync(await LinkAsync());

        Assert.Equal(bytes, await BytesOf(answer));
    }

    [Fact]
    public async Task A_client_that_goes_away_takes_its_body_along()
    {
        Publish(_content);
        using BodyHold hold = Figshare.Faults.HoldBodies(afterBytes: 1);

        using (HttpResponseMessage answer = await BeginAsync(await LinkAsync()))
        {
            await using Stream body = await answer.Content.ReadAsStreamAsync(Stop);
            Assert.Equal(1, await body.ReadAsync(new byte[10], Stop));
            Assert.Equal(1, Figshare.Log.CurrentBodies);
        }

        await Figshare.Log.WaitForAsync(seen => seen is { Point: FaultPoint.Storage, IsComplete: true }, Stop);
        Assert.Equal(0, Figshare.Log.CurrentBodies);
        Assert.Equal(1, Figshare.Log.BodyBytesSent());
    }

    [Fact]
    public async Task Clearing_forgets_what_was_and_keeps_what_is_under_way()
    {
        Publish(_content);
        using HttpResponseMessage before = await GetAsync(await LinkAsync());
        using BodyHold hold = Figshare.Faults.HoldBodies();
        using HttpResponseMessage underWay = await BeginAsync(await LinkAsync());

        Figshare.Log.Clear();

        Assert.Empty(Figshare.Log.Snapshot());
        Assert.Equal(0, Figshare.Log.BodyBytesSent());
        Assert.Equal(1, Figshare.Log.CurrentBodies);
        Assert.Equal(1, Figshare.Log.MaximumConcurrentBodies);
    }

    [Fact]
    public async Task Whoever_waits_for_requests_is_woken_by_the_last_of_them()
    {
        Publish(_content);
        Task two = Figshare.Log.WaitForAsync(request => request.Status == 302, 2, Stop);

        await LinkAsync();
        Assert.False(two.IsCompleted);
        await LinkAsync();

        await two;
    }

    [Fact]
    public async Task A_wait_for_nothing_can_be_given_up()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);

        Task wait = Figshare.Log.WaitForAsync(_ => true, patience.Token);
        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }
}
