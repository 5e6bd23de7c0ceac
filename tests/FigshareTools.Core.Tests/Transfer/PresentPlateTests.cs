using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Files;
using FigshareTools.Runs;
using FigshareTools.Transfer;

namespace FigshareTools.Core.Tests.Transfer;

/// <summary>Plates that are present end on the thread that adds them, where their rows say enough.</summary>
public sealed class PresentPlateTests : TransferTest
{
    [ThreadStatic]
    private static bool t_isAdding;

    private readonly ConcurrentQueue<(PlateEvent Event, bool IsWhileAdding)> _events = new();

    [Fact]
    public async Task Present_plate_behind_the_first_ends_when_it_is_added()
    {
        SkipUnlessLocal();
        using var run = await StartAsync(Options);

        Add(run, Present(2));

        var events = EventsOf(2);
        Assert.Equal(
            [typeof(PlateEvent.Started), typeof(PlateEvent.Reported), typeof(PlateEvent.Completed)],
            events.Select(item => item.Event.GetType()));
        Assert.All(events, item => Assert.True(item.IsWhileAdding));
        var result = Assert.IsType<PlateResult>(Assert.IsType<PlateEvent.Completed>(events[2].Event).Result);
        Assert.Equal(
            (PlateStatus.Skipped, VerificationLevel.Size, Present(2).Md5, Md5Source.Expected),
            (result.Status, result.Verified, result.Md5, result.Md5Source));
        await EndAsync(run);
        Assert.Equal((2, 2, 20), (run.Progress().Plates, run.Progress().Ended, run.Progress().DoneBytes));
    }

    public static TheoryData<string> Others => new(s_others.Keys);

    private static readonly Dictionary<string, Func<SaveOptions, FigsharePlate, (SaveOptions, FigsharePlate)>> s_others = new()
    {
        ["-ThrottleLimit 1"] = (options, plate) => (options with { ThrottleLimit = 1 }, plate),
        ["-Force"] = (options, plate) => (options with { Force = true }, plate),
        ["-Checksum"] = (options, plate) => (options with { Checksum = true }, plate),
        ["the content may have changed"] = (options, plate) => (options, plate.ComparingMd5()),
        ["no MD5"] = (options, plate) => (options, plate with { Md5 = null }),
        ["no length"] = (options, plate) => (options, plate with { Length = null }),
        ["another length"] = (options, plate) => (options, plate with { Length = 11 }),
        ["no file"] = (options, plate) => (options, plate with { FileName = "absent.bin" }),
        ["no file id"] = (options, plate) => (options, plate with { FileId = 0 }),
        ["the name of another plate"] = (options, plate) => (options, plate with { FileName = "1.bin" }),
    };

    [Theory]
    [MemberData(nameof(Others))]
    public async Task Other_rows_are_left_to_the_workers(string row)
    {
        var (options, plate) = s_others[row](Options with { MaximumRetryCount = 0 }, Present(2));
        using var run = await StartAsync(options);

        Add(run, plate);
        await EndAsync(run);

        Assert.All(_events, item => Assert.False(item.IsWhileAdding));
    }

    [Fact]
    public async Task Slow_look_leaves_the_next_rows_to_the_workers()
    {
        SkipUnlessLocal();
        var clock = new SteppingClock();
        using var run = await StartAsync(Options with { Clock = clock });
        clock.Step = TimeSpan.FromMilliseconds(1);

        Add(run, Present(2));
        Add(run, Present(3));
        await EndAsync(run);

        Assert.All(EventsOf(2), item => Assert.True(item.IsWhileAdding));
        Assert.All(EventsOf(3), item => Assert.False(item.IsWhileAdding));
    }

    /// <summary>Starts a run whose first plate has ended. A worker has looked for abandoned files then.</summary>
    private async Task<SaveRun> StartAsync(SaveOptions options)
    {
        var hasEnded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var run = new SaveRun(options, plateEvent =>
        {
            _events.Enqueue((plateEvent, t_isAdding));
            if (plateEvent is PlateEvent.Completed or PlateEvent.Failed)
            {
                hasEnded.TrySetResult();
            }
        });
        Add(run, Present(1));
        await hasEnded.Task.WaitAsync(Stop);
        return run;
    }

    private void SkipUnlessLocal() =>
        Assert.SkipUnless(LocalDisk.Contains(Folder), "The temporary folder is on no local disk.");

    private static async Task EndAsync(SaveRun run)
    {
        run.Complete();
        await run.Ended.WaitAsync(Stop);
    }

    private static void Add(SaveRun run, FigsharePlate plate)
    {
        t_isAdding = true;
        try
        {
            Assert.True(run.TryAdd(plate));
        }
        finally
        {
            t_isAdding = false;
        }
    }

    private FigsharePlate Present(long id)
    {
        var plate = new FigsharePlate { FileId = id, FileName = $"{id}.bin", Length = 10, Md5 = new string('a', 32) };
        File.WriteAllBytes(PathOf(plate), new byte[10]);
        return plate;
    }

    private (PlateEvent Event, bool IsWhileAdding)[] EventsOf(long number) =>
        [.. _events.Where(item => item.Event.Number == number)];

    /// <summary>A clock that goes on with each look at it.</summary>
    private sealed class SteppingClock : TimeProvider
    {
        private long _timestamp;

        public TimeSpan Step { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _timestamp += Step.Ticks;
    }
}
