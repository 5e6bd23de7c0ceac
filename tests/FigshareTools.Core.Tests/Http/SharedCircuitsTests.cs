using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Http;
using FigshareTools.Pacing;
using Microsoft.Extensions.Time.Testing;

namespace FigshareTools.Core.Tests.Http;

/// <summary>The circuits of several processes that share a pace folder.</summary>
public sealed class SharedCircuitsTests : IDisposable
{
    private static readonly Uri s_api = new("https://api.figshare.com/v2");
    private static readonly Uri s_storage = new("https://storage.example.org");

    private readonly string _folder = Directory.CreateTempSubdirectory("figsharetools-").FullName;
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 30, 1, 0, 0, TimeSpan.Zero));
    private readonly CollectingLog _log = new();
    private readonly HostCircuits _first;
    private readonly HostCircuits _second;

    public SharedCircuitsTests() => (_first, _second) = (NewProcess(), NewProcess());

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Open_circuit_of_one_process_is_open_for_all()
    {
        Challenge(_first, s_api);
        using var pass = _second.NewPass("2", _log);

        var failure = Assert.Throws<EngineException>(() => pass.Enter(s_api));

        Assert.Equal(
            "not asked, because api.figshare.com refuses this network: api.figshare.com refused another process that shares the "
            + "pace folder", failure.Cause);
        Assert.Equal(CircuitPolicy.FirstWait, _second.StateAt(s_api).NextProbe);
        Assert.Single(_log.Events.OfType<WorkEvent.HostRefused>());
    }

    [Fact]
    public void Circuits_of_storages_are_not_shared()
    {
        Array.ForEach(["1", "2", "3"], item => Refuse(_first, s_storage, item));
        using var pass = _second.NewPass("4", _log);

        pass.Enter(s_storage);

        Assert.True(_first.StateAt(s_storage).IsOpen);
        Assert.Empty(Directory.EnumerateFiles(_folder));
    }

    [Fact]
    public void One_process_probes_and_the_next_minute_another_one()
    {
        Challenge(_first, s_api);
        Assert.IsType<WorkEvent.HostRefused>(Learn(_second));
        _clock.Advance(CircuitPolicy.FirstWait);

        Assert.True(_second.Enter(s_api).IsProbe);
        Assert.False(_first.Enter(s_api).IsProbe);

        // The process that probes is killed.
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(_first.Enter(s_api).IsProbe);
    }

    [Fact]
    public async Task Answer_to_one_process_ends_the_waits_of_the_others()
    {
        Challenge(_first, s_api);
        using var pass = _second.NewPass("2", _log);
        Assert.Throws<EngineException>(() => pass.Enter(s_api));
        var wait = pass.WaitAsync([s_api], Stop);

        _clock.Advance(TimeSpan.FromSeconds(14));
        _first.Report(s_api, HostOutcome.Answered, "1", refusal: null, isProbe: true);
        Assert.False(wait.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));

        await wait;
        Assert.False(_second.StateAt(s_api).IsOpen);
        Assert.Single(_log.Events.OfType<WorkEvent.HostAnswered>());
        Assert.Single(_log.Events.OfType<WorkEvent.Waiting>());
        Assert.Empty(Directory.EnumerateFiles(_folder, "*.refused"));
    }

    [Fact]
    public void Probe_that_is_refused_puts_off_the_probes_of_all()
    {
        Challenge(_first, s_api);
        Learn(_second);
        _clock.Advance(CircuitPolicy.FirstWait);
        Assert.True(_first.Enter(s_api).IsProbe);

        Challenge(_first, s_api, isProbe: true);
        Learn(_second);

        Assert.Equal(TimeSpan.FromMinutes(2 + 4), _second.StateAt(s_api).NextProbe);
        Assert.Single(Directory.EnumerateFiles(_folder, "*.refused"));
    }

    [Fact]
    public void Time_far_in_the_future_blocks_no_longer_than_the_longest_wait()
    {
        File.WriteAllText(Path.Combine(_folder, "api.figshare.com.99999999999-1.refused"), "");
        Learn(_first);
        Assert.Equal(SharedRefusal.MaximumWait, _first.StateAt(s_api).NextProbe);
        _clock.Advance(TimeSpan.FromMinutes(5));
        Learn(_first);

        _clock.Advance(TimeSpan.FromMinutes(10));
        Assert.True(_first.Enter(s_api).IsProbe);
        _first.Report(s_api, HostOutcome.Answered, "1", refusal: null, isProbe: true);

        Assert.Empty(Directory.EnumerateFiles(_folder, "*.refused"));
    }

    [Fact]
    public void Links_and_folders_under_the_names_of_refusals_are_not_followed()
    {
        Directory.CreateDirectory(Path.Combine(_folder, $"api.figshare.com.{Seconds + 60}-1.refused"));
        if (!OperatingSystem.IsWindows())
        {
            File.CreateSymbolicLink(Path.Combine(_folder, $"api.figshare.com.{Seconds + 30}-1.refused"), "/dev/zero");
        }

        Learn(_first);

        Assert.Equal(TimeSpan.FromMinutes(1), _first.StateAt(s_api).NextProbe);
    }

    [Fact]
    public void Circuit_works_without_a_folder_that_can_be_used()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");
        var circuits = NewProcess(file);
        Challenge(circuits, s_api);
        Assert.Null(Learn(circuits));
        Assert.True(circuits.StateAt(s_api).IsOpen);

        _clock.Advance(CircuitPolicy.FirstWait);

        Assert.True(circuits.Enter(s_api).IsProbe);
    }

    private long Seconds => _clock.GetUtcNow().ToUnixTimeSeconds();

    private static void Challenge(HostCircuits circuits, Uri host, bool isProbe = false) => circuits.Report(
        host, HostOutcome.Challenged, "0", Refusal(FigshareErrorId.WafChallenge), isProbe);

    private static void Refuse(HostCircuits circuits, Uri host, string item) => circuits.Report(
        host, HostOutcome.Refused, item, Refusal(FigshareErrorId.AccessRefused), isProbe: false);

    private static EngineException Refusal(FigshareErrorId id) =>
        new(FailureKind.HostRefused, id, "refused", "try again later");

    private static WorkEvent? Learn(HostCircuits circuits) => circuits.Learn(s_api);

    private HostCircuits NewProcess(string? folder = null) => new([s_api], TimeSpan.FromHours(1), _clock)
    {
        Shared = new SharedRefusals(new PaceFolder(folder ?? _folder, _clock)),
    };
}
