using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Runs;

namespace FigshareTools.Core.Tests.Runs;

/// <summary>Which plates of a run have a download slot, and when they get it.</summary>
public sealed class DownloadSlotTests : IDisposable
{
    private readonly TestedRun _run = new(limit: 2);
    private readonly List<SteppedPlate> _plates = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task A_downloaded_plate_releases_its_slot_to_the_next()
    {
        Add(3);
        await _plates[0].StartedAsync();
        await _plates[1].StartedAsync();
        Assert.False(_plates[2].HasStarted);

        (await _plates[1].StartedAsync()).EndDownload();

        await _plates[2].StartedAsync();
        Assert.Equal(
            [false, true, false],
            _run.Progress().InFlight.OrderBy(plate => plate.Number).Select(plate => plate.IsDownloaded));
        await EndAsync();
    }

    [Fact]
    public async Task A_repeated_download_waits_for_a_slot()
    {
        Add(5);
        var first = await EndDownloadOfFirstAsync();

        var again = first.BeginDownloadAgainAsync();
        Assert.False(again.IsCompleted);

        // The plate gets the slot before plates that were never downloaded.
        _plates[2].End();
        await again;
        Assert.False(_plates[3].HasStarted);
        await EndAsync();
    }

    [Fact]
    public async Task A_repeated_download_keeps_a_slot_that_it_still_has()
    {
        Add(2);
        var first = await _plates[0].StartedAsync();
        await _plates[1].StartedAsync();

        Assert.True(first.BeginDownloadAgainAsync().IsCompletedSuccessfully);
        await EndAsync();
    }

    [Fact]
    public async Task The_number_of_plates_without_a_slot_is_limited()
    {
        Add(8);
        for (var i = 0; i < 8; i++)
        {
            (await _plates[i].StartedAsync()).EndDownload();
        }

        Add(4);
        await _plates[9].StartedAsync();
        (await _plates[8].StartedAsync()).EndDownload();
        Assert.False(_plates[10].HasStarted);

        _plates[0].End();
        await _plates[10].StartedAsync();
        await EndAsync();
    }

    [Fact]
    public async Task A_run_with_one_slot_keeps_the_order_of_the_rows()
    {
        using var run = new TestedRun(limit: 1);
        var plate = new SteppedPlate();
        Assert.True(run.TryAdd(plate));
        run.Complete();

        (await plate.StartedAsync()).EndDownload();

        Assert.False((await plate.StartedAsync()).Progress.IsDownloaded);
        plate.End();
        await run.Ended.WaitAsync(Stop);
    }

    [Fact]
    public async Task A_wait_for_a_slot_ends_with_the_run()
    {
        Add(3);
        var first = await EndDownloadOfFirstAsync();
        var again = first.BeginDownloadAgainAsync();

        _run.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => again);
        await EndAsync();
    }

    [Fact]
    public async Task A_run_ends_after_the_work_for_its_queued_plates()
    {
        var ahead = new TaskCompletionSource();
        _run.RunAhead(_ => ahead.Task);

        _run.Complete();
        Assert.False(_run.Ended.IsCompleted);

        ahead.SetResult();
        await _run.Ended.WaitAsync(Stop);
    }

    [Fact]
    public async Task Work_for_queued_plates_is_cancelled_with_the_run()
    {
        var cancelled = new TaskCompletionSource();
        _run.RunAhead(async token =>
        {
            using var _ = token.Register(cancelled.SetResult);
            await cancelled.Task;
        });

        _run.Cancel();

        await _run.Ended.WaitAsync(Stop);
    }

    private void Add(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var plate = new SteppedPlate();
            _plates.Add(plate);
            Assert.True(_run.TryAdd(plate));
        }
    }

    /// <summary>Ends the download of the first plate. The next two plates have the slots then.</summary>
    private async Task<PlateContext> EndDownloadOfFirstAsync()
    {
        var first = await _plates[0].StartedAsync();
        first.EndDownload();
        await _plates[1].StartedAsync();
        await _plates[2].StartedAsync();
        return first;
    }

    private async Task EndAsync()
    {
        _run.Complete();
        _plates.ForEach(plate => plate.End());
        await _run.Ended.WaitAsync(Stop);
        Assert.Equal(_plates.Count, _run.Progress().Ended);
    }

    /// <summary>A plate whose work ends when the test ends it.</summary>
    private sealed class SteppedPlate
    {
        private readonly TaskCompletionSource<PlateContext> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool HasStarted => _started.Task.IsCompleted;

        public Task<PlateContext> StartedAsync() => _started.Task.WaitAsync(Stop);

        public void End() => _ended.TrySetResult();

        public async Task<PlateOutcome> RunAsync(PlateContext context)
        {
            _started.SetResult(context);
            await _ended.Task;
            return new PlateOutcome(this, 0);
        }
    }

    private sealed class TestedRun(int limit) : PlateRun(limit, _ => { })
    {
        public void RunAhead(Func<CancellationToken, Task> work) => StartAhead(work);

        public bool TryAdd(SteppedPlate plate) => TryAdd(new FigsharePlate { FileId = 1 }, row: null, () => new(plate.RunAsync));
    }
}
