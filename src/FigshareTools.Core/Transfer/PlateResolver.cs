using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Files;
using FigshareTools.Http;
using FigshareTools.Runs;
using FigshareTools.Verification;
using FigshareTools.Timing;

namespace FigshareTools.Transfer;

/// <summary>What a plate is to be, where it goes, and, when the right file is there already, its result.</summary>
internal sealed record ResolvedPlate(FigsharePlate Plate, string Target, PlateResult? Present);

/// <summary>
/// Finds out what a row leaves open, asking no more than it must: first the disk, then the API (with an article id), and
/// only for a row that tells neither length nor name the storage.
/// </summary>
internal sealed class PlateResolver(
    SaveOptions options, PlateRows rows, PlateSource source, RetryPolicy retry, VerificationRecord record)
{
    private readonly TargetClaims _claims = new();

    /// <summary>Claims the plate's name, if its row tells it: the first row that names a file has it.</summary>
    public (TargetClaim Claim, string? Path) Claim(FigsharePlate row)
    {
        try
        {
            return rows.PathOf(PlateRows.Checked(row)) is { } path ? (_claims.Claim(path), path) : (TargetClaim.None, null);
        }
        catch (EngineException)
        {
            // What is wrong with the row is told when it is its turn.
            return (TargetClaim.None, null);
        }
    }

    /// <summary>Finds out.</summary>
    /// <param name="row">What is known.</param>
    /// <param name="claim">Who has the name that the row tells.</param>
    /// <param name="progress">How far it is.</param>
    /// <param name="log">Who is told of decisions.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="EngineException">It cannot be found out, or must not be.</exception>
    public async Task<ResolvedPlate> ResolveAsync(
        FigsharePlate row, TargetClaim claim, PlateProgress progress, IRunLog log, CancellationToken cancellationToken)
    {
        if (row.FileId <= 0)
        {
            throw PlateRows.Invalid(
                $"{row.FileId} is no Figshare file id", "give the number that the file's download link ends with");
        }

        var plate = PlateRows.Checked(row);
        var target = TargetOf(plate, claim);
        var asksApi = PlateRows.CanAsk(plate) && (plate.Length is null || plate.Md5 is null || target is null);
        if (await IsPresentAsync(plate, target, isLastWord: !asksApi, progress, log, cancellationToken)
            .ConfigureAwait(false) is { } present)
        {
            return new(plate, target!, present);
        }

        if (asksApi)
        {
            plate = await AskApiAsync(plate, target is not null, log, cancellationToken).ConfigureAwait(false);
            target ??= TargetOf(plate, TargetClaim.None);
        }

        if (target is null || (plate.Length is null && File.Exists(target)))
        {
            plate = await AskStorageAsync(plate, log, cancellationToken).ConfigureAwait(false);
            target ??= TargetOf(plate, TargetClaim.None)!;
        }

        return new(plate, target,
            asksApi || plate.Length != row.Length
                ? await IsPresentAsync(plate, target, isLastWord: true, progress, log, cancellationToken)
                    .ConfigureAwait(false)
                : null);
    }

    /// <summary>The path of the plate's final name, claimed for it; null while its name is not known.</summary>
    private string? TargetOf(FigsharePlate plate, TargetClaim claim)
    {
        var path = rows.PathOf(plate);
        if (path is not null && claim == TargetClaim.None)
        {
            claim = _claims.Claim(path);
        }

        return claim != TargetClaim.Taken ? path : throw new EngineException(
            FailureKind.Permanent, FigshareErrorId.DuplicateTarget, $"another plate of this run takes '{path}'",
            "give one of them another name with -FileName");
    }

    /// <summary>The result for a file that is already right; null when it has to be fetched, or that is not yet clear.</summary>
    private async Task<PlateResult?> IsPresentAsync(
        FigsharePlate plate, string? target, bool isLastWord, PlateProgress progress, IRunLog log,
        CancellationToken cancellationToken)
    {
        if (options.Force || target is null || plate.Length is not { } length)
        {
            return null;
        }

        if (FileLength.Of(target) is not { } there || (options.Checksum && plate.Md5 is null && !isLastWord))
        {
            return null;
        }

        if (there != length)
        {
            log.Verbose($"'{target}' has {there} bytes instead of {length}: it is downloaded again");
            return null;
        }

        string? md5 = null;
        if (options.Checksum && plate.Md5 is not null)
        {
            progress.Begin(PlateActivity.Checking, 0, length);
            md5 = await record.Md5OfAsync(new FileInfo(target), plate, progress.At, log, cancellationToken).ConfigureAwait(false);
            if (md5 != plate.Md5)
            {
                log.Verbose($"'{target}' has the MD5 {md5} instead of {plate.Md5}: it is downloaded again");
                return null;
            }
        }

        log.Verbose($"'{target}' is there already: skipped");
        return new PlateResult
        {
            Plate = plate.Plate,
            FileId = plate.FileId,
            Path = target,
            Length = length,
            Md5 = md5,
            ExpectedMd5 = plate.Md5,
            Status = PlateStatus.Skipped,
            Verified = md5 is null ? VerificationLevel.Size : VerificationLevel.Md5,
        };
    }

    private async Task<FigsharePlate> AskApiAsync(
        FigsharePlate plate, bool hasName, IRunLog log, CancellationToken cancellationToken)
    {
        try
        {
            return await rows.AskAsync(plate, log, cancellationToken).ConfigureAwait(false);
        }
        catch (EngineException failure) when (hasName && MayBeSavedUnproven(failure))
        {
            log.Warning("what its row lacks could not be learnt, so "
                + $"{(plate.Length is null ? "nothing" : "only the length")} is known to compare with: "
                + $"{failure.Cause}.");
            return plate;
        }
    }

    /// <summary>
    /// The file may be had although the API refuses to tell of it (the downloader is another host), or knows it only in
    /// another version of the article (it tells of the latest alone).
    /// </summary>
    private static bool MayBeSavedUnproven(EngineException failure) =>
        failure.Kind == FailureKind.HostRefused || failure.ErrorId == FigshareErrorId.NotFound;

    private async Task<FigsharePlate> AskStorageAsync(
        FigsharePlate plate, IRunLog log, CancellationToken cancellationToken)
    {
        using var link = new PresignedUrlCache(options.Clock);
        using var body = await retry.RunAsync(
            token => source.OpenAsync(new PlateRangeRequest(plate, new ByteRange(0, 1), null, null), link, log, token), log,
            cancellationToken).ConfigureAwait(false);
        // An empty answer is what the firewall's challenge looks like, and what the script that this replaces saved.
        return body is null or { Total: 0 } && plate.Length is null
            ? throw new EngineException(FailureKind.Permanent, FigshareErrorId.WrongContent, "the storage sends an empty file",
                "if it is meant to be empty, say so with -Length 0; else try again later")
            : plate with
            {
                Length = plate.Length ?? body!.Total,
                FileName = plate.FileName ?? (plate.Plate is null ? body?.FileName ?? $"figshare-{plate.FileId}" : null),
            };
    }
}
