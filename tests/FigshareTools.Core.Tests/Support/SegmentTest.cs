using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http.Headers;
using System.Threading.Tasks;
using FigshareTools.PartialFiles;
using FigshareTools.Simulator;
using FigshareTools.Transfer;

namespace FigshareTools.Core.Tests.Support;

/// <summary>Plates that come over several connections, and what the storage was asked for.</summary>
public abstract class SegmentTest : TransferTest
{
    protected const int MiB = 1 << 20;

    protected SaveOptions Four => Options with { SegmentCount = 4 };

    protected IReadOnlyList<WireRequest> StorageRequests =>
        [.. Figshare.Log.Snapshot().Where(request => request.Point == FaultPoint.Storage)];

    /// <summary>The bytes that a request asked for, of a file of that length.</summary>
    protected static (long From, long To) RangeOf(WireRequest request, long length)
    {
        var range = request.Range is null ? null : RangeHeaderValue.Parse(request.Range).Ranges.Single();
        return (range?.From ?? 0, range?.To + 1 ?? length);
    }

    /// <summary>Makes a first run over four connections, which download a MiB each, or less, and cancels it.</summary>
    protected async Task InterruptAsync(FigsharePlate plate, SaveOptions options, int bytes = MiB, int bodies = 4)
    {
        using var hold = Figshare.Faults.HoldBodies(bytes);
        using var run = new SaveUnderTest(options);
        run.Run.TryAdd(plate);
        await Figshare.Log.WaitForCurrentBodiesAsync(bodies, Stop);
        await UntilAsync(() => run.Run.Progress().DownloadedBytes >= (long)bodies * bytes);
        run.Run.Cancel();
        await run.EndAsync(Stop);
        await UntilAsync(() => Figshare.Log.CurrentBodies == 0);
    }

    protected static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            Stop.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private protected PartialState StateOf(FigsharePlate plate) => PartialState.Read(PartialPathOf(plate) + "-state")!;
}
