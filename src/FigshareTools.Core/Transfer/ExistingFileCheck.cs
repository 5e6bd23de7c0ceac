using System;
using System.Collections.Concurrent;
using System.IO;
using System.Threading.Tasks;
using FigshareTools.Files;
using FigshareTools.Runs;
using FigshareTools.Verification;

namespace FigshareTools.Transfer;

/// <summary>Finds out whether a plate's file exists and is right, so that the plate can be skipped.</summary>
internal sealed class ExistingFileCheck(SaveOptions options, VerificationRecord record)
{
    // The folders of which a worker has found out whether they are on a local disk.
    private readonly ConcurrentDictionary<string, bool> _isLocal = new(StringComparer.Ordinal);

    // Only the thread that adds rows uses it.
    private int _rowsForWorkers;

    /// <summary>Checks the file.</summary>
    /// <param name="context">The plate within its run.</param>
    /// <param name="plate">What is known of the plate.</param>
    /// <param name="target">Full path of its final name; null while the name is not known.</param>
    /// <param name="isComplete">Whether nothing more will be known of the plate.</param>
    /// <returns>The result for a file that is right; null when the plate has to be downloaded, or more must be known.</returns>
    public async Task<PlateResult?> FindAsync(PlateContext context, FigsharePlate plate, string? target, bool isComplete)
    {
        if (options.Force || target is null || plate.Length is not { } length)
        {
            return null;
        }

        _isLocal.GetOrAdd(Path.GetDirectoryName(target)!, LocalDisk.Contains);
        var comparesMd5 = options.Checksum || plate.ComparesMd5;
        if (FileLength.Of(target) is not { } actual || (comparesMd5 && plate.Md5 is null && !isComplete))
        {
            return null;
        }

        if (actual != length)
        {
            context.Log.Verbose($"'{target}' has {actual} bytes instead of {length}: it is downloaded again");
            return null;
        }

        string? md5 = null;
        if (comparesMd5 && plate.Md5 is not null)
        {
            context.Progress.Begin(PlateActivity.Checking, 0, length);
            md5 = await record.Md5OfAsync(
                new FileInfo(target), plate, context.Progress.SetDone, context.Log, context.CancellationToken)
                .ConfigureAwait(false);
            if (md5 != plate.Md5)
            {
                context.Log.Verbose($"'{target}' has the MD5 {md5} instead of {plate.Md5}: it is downloaded again");
                return null;
            }
        }

        context.Log.Report(new WorkEvent.Skipped(target));
        var recorded = plate.Md5 is null
            ? (await record.FindAsync(new FileInfo(target), plate).ConfigureAwait(false))?.Md5
            : null;
        var (known, source) = md5 is not null ? (md5, Md5Source.Computed)
            : plate.Md5 is not null ? (plate.Md5, Md5Source.Expected)
            : (recorded, Md5Source.Recorded);
        return ResultOf(plate, target, length, known, source) with
        {
            ExpectedMd5 = plate.Md5 ?? recorded,
            Verified = md5 is null ? VerificationLevel.Size : VerificationLevel.Md5,
        };
    }

    /// <summary>
    /// Looks for the file of a row that states length and MD5, on the thread that adds rows. Other file systems than local disks
    /// are left to the workers: they may hang, and a hanging look would keep Ctrl+C from ending the run. So are the next rows
    /// after a look that took long: the workers look for several files at once.
    /// </summary>
    /// <returns>The result for a file of the right length; null when more must be found out.</returns>
    public PlateResult? FindByLength(FigsharePlate plate, string target)
    {
        if (options.Force || options.Checksum || plate.ComparesMd5 || plate is not { Length: { } length, Md5: not null }
            // With one slot, results keep the order of the rows.
            || options.ThrottleLimit == 1
            || !_isLocal.TryGetValue(Path.GetDirectoryName(target)!, out var isLocal) || !isLocal)
        {
            return null;
        }

        if (_rowsForWorkers > 0)
        {
            _rowsForWorkers--;
            return null;
        }

        var started = options.Clock.GetTimestamp();
        var isPresent = HasLength(target, length);
        var elapsed = options.Clock.GetElapsedTime(started);
        _rowsForWorkers = PresenceCheckPolicy.RowsForWorkers(elapsed);
        return isPresent ? ResultOf(plate, target, length, plate.Md5, Md5Source.Expected) with { Elapsed = elapsed } : null;
    }

    private static bool HasLength(string target, long length)
    {
        try
        {
            return FileLength.Of(target) == length;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The worker that resolves the plate reports it.
            return false;
        }
    }

    private static PlateResult ResultOf(FigsharePlate plate, string target, long length, string? md5, Md5Source source) =>
        PlateResult.Of(plate, target) with
        {
            Length = length,
            Md5 = md5,
            Md5Source = md5 is null ? null : source,
            ExpectedMd5 = plate.Md5,
            Status = PlateStatus.Skipped,
            Verified = VerificationLevel.Size,
        };
}
