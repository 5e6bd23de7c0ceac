using System;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Api;
using FigshareTools.Simulator;
using FigshareTools.Torture.Clock;
using FigshareTools.Torture.Plates;
using FigshareTools.Transfer;

namespace FigshareTools.Torture.Faults;

/// <summary>A simulator and a clock that skips waits. Schedules use it one after the other.</summary>
internal sealed class FaultRig : IAsyncDisposable
{
    private FaultRig(int watches)
    {
        Dripper = new Dripper(() => Clock!);
        Clock = new SkippingClock(CountWorking, () => Figshare.Faults.CurrentStalls + Dripper.Waiting + watches);
    }

    /// <summary>The simulator.</summary>
    public FigshareSimulator Figshare { get; private set; } = null!;

    /// <summary>The clock of the simulator and of the runs.</summary>
    public SkippingClock Clock { get; }

    /// <summary>Creates bodies that drip.</summary>
    public Dripper Dripper { get; }

    /// <summary>Starts the simulator.</summary>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <param name="watches">
    /// The timers of a run that look at the clock every minute, such as that of its deadline. To the clock they look like limits
    /// of silence, and no stalled request explains them.
    /// </param>
    public static async Task<FaultRig> StartAsync(CancellationToken cancellationToken, int watches = 0)
    {
        var rig = new FaultRig(watches);
        rig.Figshare = await FigshareSimulator.StartAsync(new SimulatorOptions { Clock = rig.Clock }, cancellationToken);
        return rig;
    }

    /// <summary>Publishes the plates of a schedule and plans its faults.</summary>
    public void Prepare(FaultSchedule schedule)
    {
        Reset();
        Figshare.Catalog.Add(PlateSet.ToArticle(schedule.Plates));
        foreach (var fault in schedule.Faults)
        {
            Figshare.Faults.Add(fault.Fault);
        }
    }

    /// <summary>Removes all faults, and forgets the requests until now.</summary>
    public void Reset()
    {
        Figshare.Faults.Clear();
        Figshare.Log.Clear();
    }

    /// <summary>The options of a run.</summary>
    public SaveOptions OptionsOf(FaultSchedule schedule, string folder) => new()
    {
        Destination = folder,
        ThrottleLimit = schedule.ThrottleLimit,
        SegmentCount = schedule.SegmentCount,
        Endpoints = new FigshareEndpoints(Figshare.ApiUri, Figshare.DownloadUri),
        Clock = Clock,
    };

    public async ValueTask DisposeAsync()
    {
        await Figshare.DisposeAsync();
        Clock.Dispose();
    }

    private int CountWorking() =>
        Math.Max(0, Figshare.Log.CurrentRequests - Figshare.Faults.CurrentStalls - Dripper.Waiting);
}
