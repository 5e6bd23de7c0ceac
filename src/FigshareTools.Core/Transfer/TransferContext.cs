using System.Buffers;
using FigshareTools.Hashing;
using FigshareTools.PartialFiles;
using FigshareTools.Runs;
using FigshareTools.Segments;
using FigshareTools.Sources;
using FigshareTools.Timing;

namespace FigshareTools.Transfer;

/// <summary>What all downloads of a run share.</summary>
/// <param name="Options">How plates are saved.</param>
/// <param name="Source">Opens ranges of plates.</param>
/// <param name="Retry">Retries failed attempts.</param>
/// <param name="Governor">Decides how many connections a plate has.</param>
/// <param name="Bandwidth">Limits the rate of all downloads together.</param>
/// <param name="Lanes">Hashes the bytes.</param>
/// <param name="Buffers">The buffers for bytes that are not hashed as they arrive.</param>
internal sealed record TransferContext(
    SaveOptions Options, PlateSource Source, RetryPolicy Retry, ConnectionGovernor Governor, BandwidthLimiter Bandwidth,
    Md5Lanes Lanes, ArrayPool<byte> Buffers);

/// <summary>What belongs to the download of one plate.</summary>
/// <param name="Run">The plate within its run: progress, slot, log and cancellation.</param>
/// <param name="Plate">The resolved plate.</param>
/// <param name="Verifier">Verifies its responses and bytes.</param>
/// <param name="Partial">Its partial file.</param>
/// <param name="Shared">What all downloads of the run share.</param>
internal sealed record DownloadContext(
    PlateContext Run, FigsharePlate Plate, ContentVerifier Verifier, PartialFile Partial, TransferContext Shared)
{
    /// <summary>
    /// Whether bytes of several answers may be combined. Without an MD5, only a validator shows that they are of one file.
    /// </summary>
    public bool CanCombine => Plate.Md5 is not null || Partial.Identity.HasValidator;

    /// <summary>Reports what the run does with the plate, and how many of its bytes are on disk.</summary>
    public void BeginActivity(PlateActivity activity) => Run.Progress.Begin(activity, Partial.WrittenBytes, Partial.Length);

    /// <summary>Reports that bytes arrive, and from which host if it is another one than before.</summary>
    public void BeginFetching(string host, long position)
    {
        if (Run.Progress.Host != host)
        {
            Run.Progress.Host = host;
            Run.Log.Report(new WorkEvent.Receiving(host, position));
        }

        BeginActivity(PlateActivity.Fetching);
    }
}
