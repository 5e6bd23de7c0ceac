using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Http;
using FigshareTools.Pacing;
using Microsoft.Extensions.Time.Testing;

namespace FigshareTools.Core.Tests.Pacing;

/// <summary>Several processes that keep one pace. Each of them has a limiter of its own.</summary>
public sealed class SlotPaceTests : IDisposable
{
    private static readonly Uri s_api = new("https://api.figshare.com/v2");
    private static readonly Uri s_downloader = new("https://ndownloader.figshare.com/files/1");

    private readonly string _folder = Directory.CreateTempSubdirectory("figsharetools-").FullName;
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 30, 1, 0, 0, 500, TimeSpan.Zero));
    private readonly CollectingLog _log = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Processes_together_send_one_request_a_second()
    {
        var requests = Enumerable.Range(0, 8).Select(_ => NewProcess().WaitAsync(s_api, _log, Stop)).ToArray();

        Assert.Equal(0, Sent(requests));
        _clock.Advance(TimeSpan.FromSeconds(0.499));
        Assert.Equal(0, Sent(requests));
        _clock.Advance(TimeSpan.FromSeconds(0.001));
        for (var sent = 1; sent <= 8; sent++)
        {
            Assert.Equal(sent, Sent(requests));
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(8, SlotFiles.Distinct().Count());
    }

    [Fact]
    public void Request_that_must_not_wait_takes_no_slot()
    {
        Assert.False(NewProcess().TryEnter(s_api));
        Assert.Empty(Directory.EnumerateFiles(_folder));
    }

    [Fact]
    public void Each_host_has_slots_of_its_own()
    {
        var requests = new[] { s_api, s_downloader }.Select(uri => NewProcess().WaitAsync(uri, _log, Stop)).ToArray();

        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(2, Sent(requests));
    }

    [Theory]
    [InlineData(-5)]
    [InlineData(5)]
    public async Task Clock_that_is_off_uses_slots_of_its_own(int seconds)
    {
        var other = new FakeTimeProvider(_clock.GetUtcNow().AddSeconds(seconds));
        var requests = new[] { _clock, other }.SelectMany(
            clock => Enumerable.Range(0, 8).Select(_ => NewProcess(clock).WaitAsync(s_api, _log, Stop))).ToArray();

        for (var i = 0; i < 30; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            other.Advance(TimeSpan.FromSeconds(1));
        }

        await Task.WhenAll(requests);
        Assert.Equal(16, SlotFiles.Distinct().Count());
    }

    [Fact]
    public async Task Process_with_many_requests_claims_one_slot_at_a_time()
    {
        var first = NewProcess();
        var requests = Enumerable.Range(0, 5).Select(_ => first.WaitAsync(s_api, _log, Stop)).ToArray();

        Assert.Single(SlotFiles);
        Assert.True(first.WaitFor(s_api) > NewProcess().WaitFor(s_downloader));
        var second = NewProcess().WaitAsync(s_api, _log, Stop);
        _clock.Advance(TimeSpan.FromSeconds(1.5));

        await second;
        Assert.False(requests[4].IsCompleted);
    }

    [Fact]
    public void Request_whose_slot_is_over_takes_another_one()
    {
        var request = NewProcess().WaitAsync(s_api, _log, Stop);

        _clock.Advance(TimeSpan.FromMinutes(5)); // the machine was suspended

        Assert.False(request.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(request.IsCompletedSuccessfully);
    }

    [Fact]
    public void Files_of_slots_that_are_over_are_deleted()
    {
        _ = NewProcess().WaitAsync(s_api, _log, Stop);
        File.WriteAllText(Path.Combine(_folder, "notes.txt"), "");
        _clock.Advance(TimeSpan.FromMinutes(3));

        _ = NewProcess().WaitAsync(s_downloader, _log, Stop);

        // The first request has taken a new slot after its own was over.
        Assert.Equal(2, SlotFiles.Length);
        Assert.True(File.Exists(Path.Combine(_folder, "notes.txt")));
    }

    [Fact]
    public void Folder_that_cannot_be_used_leaves_the_share_of_the_process()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");
        var process = ApiRateLimiter.For(new PaceOptions { Folder = file, ShareIndex = 3, ShareCount = 4 }, _clock);
        var request = process.WaitAsync(s_api, _log, Stop);

        var warning = Assert.Single(_log.Warnings);
        Assert.StartsWith($"the pace folder '{file}' cannot be used (", warning, StringComparison.Ordinal);
        Assert.EndsWith("once in 4 s, whatever others do; check the rights on the folder.", warning, StringComparison.Ordinal);
        _clock.Advance(TimeSpan.FromSeconds(2.4));
        Assert.False(request.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.True(request.IsCompletedSuccessfully);
    }

    [Fact]
    public void Names_under_which_there_is_no_file_are_taken_and_never_opened()
    {
        var next = _clock.GetUtcNow().ToUnixTimeSeconds() + 1;
        Directory.CreateDirectory(Path.Combine(_folder, $"api.figshare.com.{next}.slot"));
        if (!OperatingSystem.IsWindows())
        {
            File.CreateSymbolicLink(Path.Combine(_folder, $"api.figshare.com.{next + 1}.slot"), "/nowhere");
        }

        _ = NewProcess().WaitAsync(s_api, _log, Stop);

        Assert.Contains($"api.figshare.com.{next + (OperatingSystem.IsWindows() ? 1 : 2)}.slot", SlotFiles);
        Assert.Empty(_log.Warnings);
    }

    private string[] SlotFiles =>
        [.. Directory.EnumerateFiles(_folder, "*.slot").Select(path => Path.GetFileName(path))];

    private static int Sent(Task[] requests) => requests.Count(request => request.IsCompletedSuccessfully);

    private ApiRateLimiter NewProcess(TimeProvider? clock = null) =>
        ApiRateLimiter.For(new PaceOptions { Folder = _folder }, clock ?? _clock);
}
