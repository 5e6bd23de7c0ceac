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

    /// <summary>The plate has to be downloaded again: waits for a download slot, unless the plate still has one.</summary>
    public async Task BeginDownloadAgainAsync()
    {
        await Slot.ReacquireAsync(CancellationToken).ConfigureAwait(false);
        Progress.IsDownloaded = false;
    }
}

/// <summary>Processes one plate of a run.</summary>
/// <exception cref="FigshareException">The plate failed.</exception>
internal delegate Task<PlateOutcome> PlateWork(PlateContext context);

/// <summary>What the work on a plate produced.</summary>
/// <param name="Result">The result for the caller.</param>
/// <param name="Bytes">The length of the file on disk; 0 without a file.</param>
internal sealed record PlateOutcome(object Result, long Bytes);
