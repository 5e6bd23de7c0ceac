using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Runs;

namespace FigshareTools.Core.Tests.Runs;

/// <summary>Who is fetched, and who comes in the stead of a plate that only has to be proven.</summary>
public sealed class DownloadSlotTests : IDisposable
{
    private readonly TestedRun _run = new();
    private readonly ConcurrentDictionary<int, Course> _courses = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task A_plate_that_is_here_gives_its_turn_to_the_next()
    {
        Add(3);
        await _courses[0].Started;
        await _courses[1].Started;
        Assert.False(_courses[2].Started.IsCompleted);

        _courses[1].Progress.EndFetching();

        await _courses[2].Started;
        Assert.Equal([false, true, false], _run.Progress().InFlight.Select(plate => plate.IsDownloaded));
        await EndAsync();
    }

    [Fact]
    public async Task A_plate_that_is_fetched_once_more_waits_for_a_turn()
    {
        Add(5);
        await GiveTurnOfFirstAsync();

        var again = _courses[0].Progress.FetchAgainAsync(Token);
        Assert.False(again.IsCompleted);

        // Before those that were never fetched.
        _courses[2].End();
        await again;
        Assert.False(_courses[3].Started.IsCompleted);
        await EndAsync();
    }

    [Fact]
    public async Task A_plate_that_still_has_its_turn_does_not_wait_for_one()
    {
        Add(2);
        await _courses[0].Started;
        await _courses[1].Started;

        Assert.True(_courses[0].Progress.FetchAgainAsync(Token).IsCompletedSuccessfully);
        await EndAsync();
    }

    [Fact]
    public async Task Plates_without_a_turn_are_not_without_number()
    {
        Add(8);
        for (var i = 0; i < 8; i++)
        {
            await _courses[i].Started;
            _courses[i].Progress.EndFetching();
        }

        Add(4);
        await _courses[8].Started;
        await _courses[9].Started;
        _courses[8].Progress.EndFetching();
        Assert.False(_courses[10].Started.IsCompleted);

        _courses[0].End();
        await _courses[10].Started;
        await EndAsync();
    }

    [Fact]
    public async Task One_at_a_time_stays_one_at_a_time()
    {
        using var run = new TestedRun(limit: 1);
        var course = new Course();
        Assert.True(run.TryAdd(course));
        run.Complete();
        await course.Started;

        course.Progress.EndFetching();

        Assert.False(course.Progress.IsDownloaded);
        course.End();
        await run.Ended.WaitAsync(Token);
    }

    [Fact]
    public async Task Who_waits_for_a_turn_can_be_cancelled()
    {
        Add(3);
        await GiveTurnOfFirstAsync();
        using var cancellation = new CancellationTokenSource();
        var again = _courses[0].Progress.FetchAgainAsync(cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => again);
        await EndAsync();
    }

    private void Add(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var course = new Course();
            _courses[_courses.Count] = course;
            Assert.True(_run.TryAdd(course));
        }
    }

    /// <summary>Two others are fetched then.</summary>
    private async Task GiveTurnOfFirstAsync()
    {
        await _courses[0].Started;
        _courses[0].Progress.EndFetching();
        await _courses[1].Started;
        await _courses[2].Started;
    }

    private async Task EndAsync()
    {
        _run.Complete();
        foreach (var course in _courses.Values)
        {
            course.End();
        }

        await _run.Ended.WaitAsync(Token);
        Assert.Equal(_courses.Count, _run.Progress().Ended);
    }

    /// <summary>What happens to a plate, step by step as the test says.</summary>
    private sealed class Course
    {
        private readonly TaskCompletionSource<PlateProgress> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<PlateProgress> Started => _started.Task;

        public PlateProgress Progress => _started.Task.Result;

        public void End() => _ended.TrySetResult();

        public async Task<PlateOutcome> RunAsync(PlateProgress progress)
        {
            _started.SetResult(progress);
            await _ended.Task;
            return new PlateOutcome(this, 0);
        }
    }

    private sealed class TestedRun(int limit = 2) : PlateRun(limit, TimeSpan.FromSeconds(30), TimeProvider.System, _ => { })
    {
        public bool TryAdd(Course course) =>
            TryAdd(new FigsharePlate { FileId = 1 }, queued: null, (progress, _, _) => course.RunAsync(progress));
    }
}
