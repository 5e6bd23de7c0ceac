using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Api;
using FigshareTools.Files;
using FigshareTools.Http;
using FigshareTools.Verification;

namespace FigshareTools.Transfer;

/// <summary>What a plate is to be, where it goes, and, when the right file is there already, its result.</summary>
internal sealed record Expected(FigsharePlate Plate, string Target, PlateResult? Present);

/// <summary>
/// Finds out what a row leaves open, asking no more than it must: first the disk, then the API (with an article id), and
/// only for a row that tells neither length nor name the storage.
/// </summary>
internal sealed class PlateExpectation(
    SaveOptions options, FigshareClient api, PlateSource source, RetryPolicy retry, TargetClaims claims)
{
    public async Task<Expected> ResolveAsync(
        FigsharePlate row, PlateProgress progress, Action<string> report, Action<string> warn,
        CancellationToken cancellationToken)
    {
        var plate = Checked(row);
        var target = TargetOf(plate);
        var asksApi = plate.ArticleId is not null && (plate.Length is null || plate.Md5 is null || target is null);
        if (IsPresent(plate, target, isLastWord: !asksApi, progress, report, cancellationToken) is { } present)
        {
            return new(plate, target!, present);
        }

        if (asksApi)
        {
            plate = await AskApiAsync(plate, target is not null, report, warn, cancellationToken).ConfigureAwait(false);
            target ??= TargetOf(plate);
        }

        if (target is null || (plate.Length is null && File.Exists(target)))
        {
            plate = await AskStorageAsync(plate, report, cancellationToken).ConfigureAwait(false);
            target ??= TargetOf(plate)!;
        }

        return new(plate, target,
            asksApi || plate.Length != row.Length
                ? IsPresent(plate, target, isLastWord: true, progress, report, cancellationToken)
                : null);
    }

    private static FigsharePlate Checked(FigsharePlate row)
    {
        if (row.FileId <= 0)
        {
            throw Invalid($"{row.FileId} is no Figshare file id", "give the number that the file's download link ends with");
        }

        if (row.Length < 0)
        {
            throw Invalid($"{row.Length} is no length", "correct the row, or leave the length out");
        }

        try
        {
            return row with
            {
                Plate = string.IsNullOrWhiteSpace(row.Plate) ? null : row.Plate!.Trim(),
                FileName = string.IsNullOrWhiteSpace(row.FileName) ? null : row.FileName,
                Md5 = RunningMd5.Normalize(row.Md5),
            };
        }
        catch (FormatException e)
        {
            throw Invalid($"'{row.Md5}' is no MD5", "correct the row, or leave the MD5 out", e);
        }
    }

    /// <summary>The path of the plate's final name, claimed for it; null while its name is not known.</summary>
    private string? TargetOf(FigsharePlate plate)
    {
        if ((plate.FileName ?? (plate.Plate is { } label ? $"{label}.sqlite" : null)) is not { } name)
        {
            return null;
        }

        var (path, problem) = SafeFileName.Below(options.Destination, name);
        if (path is null)
        {
            throw new TransferFailure(AnswerAction.GiveUp, FigshareErrorId.InvalidFileName, problem!,
                "give it another name with -FileName");
        }

        return claims.TryClaim(path) ? path : throw new TransferFailure(
            AnswerAction.GiveUp, FigshareErrorId.DuplicateTarget, $"another plate of this run takes '{path}'",
            "give one of them another name with -FileName");
    }

    /// <summary>The result for a file that is already right; null when it has to be fetched, or that is not yet clear.</summary>
    private PlateResult? IsPresent(
        FigsharePlate plate, string? target, bool isLastWord, PlateProgress progress, Action<string> report,
        CancellationToken cancellationToken)
    {
        if (options.Force || target is null || plate.Length is not { } length)
        {
            return null;
        }

        if (LengthOf(target) is not { } there || (options.Checksum && plate.Md5 is null && !isLastWord))
        {
            return null;
        }

        if (there != length)
        {
            report($"'{target}' has {there} bytes instead of {length}: it is downloaded again");
            return null;
        }

        string? md5 = null;
        if (options.Checksum && plate.Md5 is not null)
        {
            progress.Begin(PlateActivity.Checking, 0, length);
            md5 = FileMd5.Of(target, progress.At, cancellationToken);
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
            Status = PlateStatus.Skipped,
            Verified = md5 is null ? PlateVerification.Size : PlateVerification.Md5,
        };
    }

    /// <summary>The length of a file, if there is one; of a link, that of what it leads to: labs link plates to bulk storage.</summary>
    private static long? LengthOf(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            return null;
        }

        if ((file.Attributes & FileAttributes.ReparsePoint) == 0)
        {
            return file.Length;
        }

        using var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return content.Length;
    }

    private async Task<FigsharePlate> AskApiAsync(
        FigsharePlate plate, bool hasName, Action<string> report, Action<string> warn, CancellationToken cancellationToken)
    {
        ApiFile file;
        try
        {
            file = await api.GetFileAsync(plate.ArticleId!.Value, plate.FileId, report, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (TransferFailure failure) when (hasName && MayBeSavedUnproven(failure))
        {
            warn($"what is missing in the row could not be learnt, so {(plate.Length is null ? "nothing" : "only the length")} "
                + $"is known to compare with: {failure.Answer.Cause}.");
            return plate;
        }

        if (file.IsLinkOnly is true)
        {
            throw new TransferFailure(AnswerAction.GiveUp, FigshareErrorId.LinkOnly,
                $"Figshare holds only a link to it ({file.DownloadUrl})", "fetch it there");
        }

        return plate with
        {
            Length = plate.Length ?? file.Size,
            Md5 = plate.Md5 ?? file.Md5,
            FileName = plate.FileName ?? (plate.Plate is null ? file.Name : null),
        };
    }

    /// <summary>
    /// The file may be had although the API refuses to tell of it (the downloader is another host), or knows it only in
    /// another version of the article (it tells of the latest alone).
    /// </summary>
    private static bool MayBeSavedUnproven(TransferFailure failure) =>
        failure.Answer.Action == AnswerAction.AskOtherHost || failure.Answer.ErrorId == FigshareErrorId.NotFound;

    private async Task<FigsharePlate> AskStorageAsync(
        FigsharePlate plate, Action<string> report, CancellationToken cancellationToken)
    {
        using var body = await retry.RunAsync(
            token => source.OpenAsync(plate, new ByteRange(0, 0), null, null, report, token), report,
            cancellationToken).ConfigureAwait(false);
        // An empty answer is what the firewall's challenge looks like, and what the script that this replaces saved.
        return body is null or { Total: 0 } && plate.Length is null
            ? throw new TransferFailure(AnswerAction.GiveUp, FigshareErrorId.WrongContent, "the storage sends an empty file",
                "if it is meant to be empty, say so with -Length 0; else try again later")
            : plate with
            {
                Length = plate.Length ?? body!.Total,
                FileName = plate.FileName ?? (plate.Plate is null ? body?.FileName ?? $"figshare-{plate.FileId}" : null),
            };
    }

    private static TransferFailure Invalid(string cause, string remedy, Exception? inner = null) =>
        new(AnswerAction.GiveUp, FigshareErrorId.InvalidPlate, cause, remedy, inner);
}
