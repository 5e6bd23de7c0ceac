using System;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Runs;

/// <summary>What belongs to one plate while a run works on it.</summary>
/// <param name="Row">The plate as the caller gave it.</param>
/// <param name="Progress">The plate's progress.</param>
/// <param name="Slot">The plate's right to download.</param>
/// <param name="Log">Receives the messages about the plate.</param>
/// <param name="CancellationToken">Cancels the run.</param>
internal sealed record PlateContext(
    FigsharePlate Row, PlateProgress Progress, SlotLease Slot, IRunLog Log, CancellationToken CancellationToken)
{
    /// <summary>All bytes of the plate are on disk: its download slot may go to the next plate.</summary>
    public void EndDownload()
    {
        Slot.Release();
        Progress.IsDownloaded = !Slot.IsHeld;
    }

    /// <summary>Counts a connection that downloads the plate, until the returned object is disposed.</summary>
    public IDisposable CountConnection() => new CountedConnection(this);

    /// <summary>The plate has to be downloaded again: waits for a download slot, unless the plate still has one.</summary>
    public async Task BeginDownloadAgainAsync()
    {
        await Slot.ReacquireAsync(CancellationToken).ConfigureAwait(false);
        Progress.IsDownloaded = false;
    }
}

/// <summary>A connection that counts as one of its plate.</summary>
internal sealed class CountedConnection : IDisposable
{
    private readonly PlateContext _context;

    public CountedConnection(PlateContext context)
    {
        _context = context;
        Add(1);
    }

    public void Dispose() => Add(-1);

    private void Add(int change) =>
        _context.Log.Report(new WorkEvent.ConnectionsChanged(_context.Progress.AddConnections(change)));
}

/// <summary>Processes one plate of a run.</summary>
/// <exception cref="FigshareException">The plate failed.</exception>
internal delegate Task<PlateOutcome> PlateWork(PlateContext context);

/// <summary>What the work on a plate produced.</summary>
/// <param name="Result">The result for the caller.</param>
/// <param name="Bytes">The length of the file on disk; 0 without a file.</param>
internal sealed record PlateOutcome(object Result, long Bytes);
