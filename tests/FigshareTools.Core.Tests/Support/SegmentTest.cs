using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http.Headers;
using System.Threading.Tasks;
using FigshareTools.PartialFiles;
using FigshareTools.Simulator;
using FigshareTools.Transfer;

namespace FigshareTools.Core.Tests.Support;

/// <summary>Plates that are downloaded over several connections, and the requests that the storage received.</summary>
public abstract class SegmentTest : TransferTest
{
    protected const int MiB = 1 << 20;

    protected SaveOptions FourConnections => Options with { SegmentCount = 4 };

    protected IReadOnlyList<WireRequest> StorageRequests =>
        [.. Figshare.Log.Snapshot().Where(request => request.Point == FaultPoint.Storage)];

    /// <summary>The requested bytes of a file of a given length.</summary>
    protected static (long Start, long End) RangeOf(WireRequest request, long length)
    {
        var range = request.Range is null ? null : RangeHeaderValue.Parse(request.Range).Ranges.Single();
        return (range?.From ?? 0, range?.To + 1 ?? length);
    }

    /// <summary>
    /// Saves a plate over a number of connections, and cancels the run when each connection has downloaded as many bytes.
    /// </summary>
    protected async Task InterruptAsync(
        FigsharePlate plate, SaveOptions options, int bytesPerConnection = MiB, int connections = 4)
    {
        using var hold = Figshare.Faults.HoldBodies(bytesPerConnection);
        using var run = StartSave(options, plate);
        await Figshare.Log.WaitForCurrentBodiesAsync(connections, Stop);
        await run.WaitForProgressAsync(
            progress => progress.DownloadedBytes >= (long)connections * bytesPerConnection, Stop);
        run.Run.Cancel();
        await run.EndAsync(Stop);
        await Figshare.Log.WaitForNoBodiesAsync(Stop);
    }

    private protected PartialState StateOf(FigsharePlate plate) => PartialFilesOnDisk.StateOf(PathOf(plate));
}
