using System.IO;
using System.Threading.Tasks;
using FigshareTools.Files;
using FigshareTools.Runs;
using FigshareTools.Verification;

namespace FigshareTools.Transfer;

/// <summary>Finds out whether a plate's file exists and is right, so that the plate can be skipped.</summary>
internal sealed class ExistingFileCheck(SaveOptions options, VerificationRecord record)
{
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
            ? await record.FindMd5Async(new FileInfo(target), plate).ConfigureAwait(false)
            : null;
        var known = md5 ?? plate.Md5 ?? recorded;
        return PlateResult.Of(plate, target) with
        {
            Length = length,
            Md5 = known,
            Md5Source = known is null ? null
                : md5 is not null ? Md5Source.Computed
                : recorded is not null ? Md5Source.Recorded
                : Md5Source.Expected,
            ExpectedMd5 = plate.Md5 ?? recorded,
            Status = PlateStatus.Skipped,
            Verified = md5 is null ? VerificationLevel.Size : VerificationLevel.Md5,
        };
    }
}
