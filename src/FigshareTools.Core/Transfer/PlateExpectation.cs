using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Http;
using FigshareTools.Runs;
using FigshareTools.Verification;

namespace FigshareTools.Transfer;

/// <summary>What a plate is to be, where it goes, and, when the right file is there already, its result.</summary>
internal sealed record Expected(FigsharePlate Plate, string Target, PlateResult? Present);

/// <summary>
/// Finds out what a row leaves open, asking no more than it must: first the disk, then the API (with an article id), and
/// only for a row that tells neither length nor name the storage.
/// </summary>
internal sealed class PlateExpectation(
    SaveOptions options, PlateRows rows, PlateSource source, RetryPolicy retry, TargetClaims claims, VerifiedRecord record)
{
    public async Task<Expected> ResolveAsync(
        FigsharePlate row, PlateProgress progress, Action<string> report, CancellationToken cancellationToken)
    {
        if (row.FileId <= 0)
        {
            throw PlateRows.Invalid(
                $"{row.FileId} is no Figshare file id", "give the number that the file's download link ends with");
        }

        var plate = PlateRows.Checked(row);
        var target = TargetOf(plate);
        var asksApi = PlateRows.CanAsk(plate) && (plate.Length is null || plate.Md5 is null || target is null);
        if (await IsPresentAsync(plate, target, isLastWord: !asksApi, progress, report, cancellationToken)
            .ConfigureAwait(false) is { } present)
        {
            return new(plate, target!, present);
        }

        if (asksApi)
        {
            plate = await rows.AskAsync(plate, report, cancellationToken).ConfigureAwait(false);
            target ??= TargetOf(plate);
        }

        if (target is null || (plate.Length is null && File.Exists(target)))
        {
            plate = await AskStorageAsync(plate, report, cancellationToken).ConfigureAwait(false);
            target ??= TargetOf(plate)!;
        }

        return new(plate, target,
            asksApi || plate.Length != row.Length
                ? await IsPresentAsync(plate, target, isLastWord: true, progress, report, cancellationToken)
                    .ConfigureAwait(false)
                : null);
    }

    /// <summary>The path of the plate's final name, claimed for it; null while its name is not known.</summary>
    private string? TargetOf(FigsharePlate plate)
    {
        var path = rows.PathOf(plate);
        return path is null || claims.TryClaim(path) ? path : throw new TransferFailure(
            AnswerAction.GiveUp, FigshareErrorId.DuplicateTarget, $"another plate of this run takes '{path}'",
            "give one of them another name with -FileName");
    }

    /// <summary>The result for a file that is already right; null when it has to be fetched, or that is not yet clear.</summary>
    private async Task<PlateResult?> IsPresentAsync(
        FigsharePlate plate, string? target, bool isLastWord, PlateProgress progress, Action<string> report,
        CancellationToken cancellationToken)
    {
        if (options.Force || target is null || plate.Length is not { } length)
        {
            return null;
        }

        var file = new FileInfo(target);
        if (!file.Exists || (options.Checksum && plate.Md5 is null && !isLastWord))
        {
            return null;
        }

        if (file.Length != length)
        {
            report($"'{target}' has {file.Length} bytes instead of {length}: it is downloaded again");
            return null;
        }

        string? md5 = null;
        if (options.Checksum && plate.Md5 is not null)
        {
            progress.Begin(PlateActivity.Checking, 0, length);
            md5 = await record.Md5OfAsync(file, plate, progress.At, report, cancellationToken).ConfigureAwait(false);
            if (md5 != plate.Md5)
            {
                report($"'{target}' has the MD5 {md5} instead of {plate.Md5}: it is downloaded again");
                return null;
            }
        }

        report($"'{target}' is there already: skipped");
        return new PlateResult
        {
            Plate = plate.Plate,
            FileId = plate.FileId,
            Path = target,
            Length = length,
            Md5 = md5,
            ExpectedMd5 = plate.Md5,
            Status = PlateStatus.Skipped,
            Verified = md5 is null ? PlateVerification.Size : PlateVerification.Md5,
        };
    }

    private async Task<FigsharePlate> AskStorageAsync(
        FigsharePlate plate, Action<string> report, CancellationToken cancellationToken)
    {
        using var body = await retry.RunAsync(
            token => source.OpenAsync(plate.FileId, new ByteRange(0, 0), null, null, report, token), report,
            cancellationToken).ConfigureAwait(false);
        return plate with
        {
            Length = plate.Length ?? (body is null ? 0 : body.Total),
            FileName = plate.FileName ?? (plate.Plate is null ? body?.FileName ?? $"figshare-{plate.FileId}" : null),
        };
    }
}
