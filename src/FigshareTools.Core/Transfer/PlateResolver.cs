using System;
using System.IO;
using System.Threading.Tasks;
using FigshareTools.Api;
using FigshareTools.Files;
using FigshareTools.Runs;
using FigshareTools.Sources;

namespace FigshareTools.Transfer;

/// <summary>A plate of which everything is known that is needed to save it.</summary>
/// <param name="Plate">The plate.</param>
/// <param name="Target">Full path of its final name.</param>
/// <param name="Existing">The result, if the file exists and is right; else null.</param>
/// <param name="Stamp">The file under the final name before it was checked; null when there was none.</param>
/// <param name="IsLengthKnown">Whether the row or the API states the length, and not only the storage.</param>
/// <param name="IsWarned">Whether the user was warned that nothing is known to compare with.</param>
internal sealed record ResolvedPlate(
    FigsharePlate Plate, string Target, PlateResult? Existing, FileStamp? Stamp, bool IsLengthKnown, bool IsWarned);

/// <summary>
/// Finds out what a row does not say, with as few requests as possible: first it looks at the disk, then it asks the API, if
/// the row names an article, and only for a row without length or name it asks the storage.
/// </summary>
internal sealed class PlateResolver(
    PlatePaths paths, ExistingFileCheck existingFiles, PlateLookup lookup, StorageLookup storage)
{
    private readonly TargetClaims _claims = new();

    /// <summary>Claims the plate's name, if its row says it. The first row that names a file gets it.</summary>
    public ClaimedTarget Claim(FigsharePlate row)
    {
        try
        {
            return paths.PathOf(PlateNormalizer.Normalize(row)) is { } path
                ? new(_claims.Claim(path), path)
                : default;
        }
        catch (EngineException)
        {
            // An invalid row is reported when the plate is resolved.
            return default;
        }
    }

    /// <summary>
    /// Looks for the file of a row when it is queued. Nothing is asked and nothing is read: 100,000 plates that are present need
    /// no worker each.
    /// </summary>
    /// <returns>The result for a file that is right; null when the plate has to be resolved.</returns>
    public PlateResult? FindPresent(FigsharePlate row, ClaimedTarget claim) =>
        claim is { Claim: TargetClaim.Granted, Path: { } path } && row.FileId > 0
        && PlateNormalizer.Normalize(row) is var plate && !AsksApi(plate, path)
            ? existingFiles.FindByLength(plate, path)
            : null;

    /// <summary>
    /// Whether a queued row says all that its download needs, and nothing of the plate is on disk: then its presigned URL is the
    /// first thing that its download asks for.
    /// </summary>
    public static bool IsNewDownload(FigsharePlate row, ClaimedTarget claim)
    {
        try
        {
            return claim is { Claim: TargetClaim.Granted, Path: { } path }
                && row.FileId > 0
                && !AsksApi(PlateNormalizer.Normalize(row), path)
                && StampOf(path) is null
                && !File.Exists(PartialPath.OfJournal(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The worker that resolves the plate reports it.
            return false;
        }
    }

    /// <summary>Resolves a plate.</summary>
    /// <param name="context">The plate within its run.</param>
    /// <param name="claim">The claim of the name that the row says.</param>
    /// <param name="urls">Receives the presigned URL, if the storage has to be asked.</param>
    /// <exception cref="EngineException">The row is invalid, or something needed cannot be found out.</exception>
    public async Task<ResolvedPlate> ResolveAsync(PlateContext context, ClaimedTarget claim, PresignedUrlCache urls)
    {
        var row = context.Row;
        if (row.FileId <= 0)
        {
            throw PlateNormalizer.Invalid(
                $"{row.FileId} is no Figshare file id", "give the number that the file's download link ends with");
        }

        var plate = PlateNormalizer.Normalize(row);
        var target = TargetOf(plate, claim);
        var stamp = StampOf(target);
        var asksApi = AsksApi(plate, target);
        var existing = await existingFiles.FindAsync(context, plate, target, isComplete: !asksApi).ConfigureAwait(false);
        if (existing is not null)
        {
            return new(plate, target!, existing, stamp, IsLengthKnown: true, IsWarned: false);
        }

        var isWarned = false;
        if (asksApi)
        {
            (plate, isWarned) = await AskApiAsync(context, plate, target is not null).ConfigureAwait(false);
            target ??= TargetOf(plate, default);
        }

        var isLengthKnown = plate.Length is not null;
        if (target is null || (plate.Length is null && File.Exists(target)))
        {
            plate = await storage.CompleteAsync(plate, target, urls, context.Log, context.CancellationToken)
                .ConfigureAwait(false);
            target ??= TargetOf(plate, default)!;
        }

        if (asksApi || plate.Length != row.Length)
        {
            stamp = StampOf(target);
            existing = await FindExistingAsync(context, plate, target, isLengthKnown).ConfigureAwait(false);
        }

        return new(plate, target, existing, stamp, isLengthKnown, isWarned);
    }

    /// <summary>Finds out whether another run has published a plate since it was resolved.</summary>
    /// <returns>The result for a file that is right; null when the plate has to be downloaded.</returns>
    public Task<PlateResult?> FindPublishedAsync(PlateContext context, ResolvedPlate resolved) =>
        StampOf(resolved.Target) == resolved.Stamp
            ? Task.FromResult<PlateResult?>(null)
            : FindExistingAsync(context, resolved.Plate, resolved.Target, resolved.IsLengthKnown);

    /// <summary>Looks for a right file once everything is known that Figshare and the storage state.</summary>
    private async Task<PlateResult?> FindExistingAsync(
        PlateContext context, FigsharePlate plate, string target, bool isLengthKnown)
    {
        var existing = await existingFiles.FindAsync(context, plate, target, isComplete: true).ConfigureAwait(false);
        return existing is { Verified: VerificationLevel.Size } && !isLengthKnown
            ? existing with { Verified = VerificationLevel.None }
            : existing;
    }

    private static bool AsksApi(FigsharePlate plate, string? target) =>
        PlateLookup.CanLookUp(plate) && (plate.Length is null || plate.Md5 is null || target is null);

    private static FileStamp? StampOf(string? target) => target is null ? null : FileStamp.Of(target);

    /// <summary>The path of the plate's final name, claimed for the plate; null while the name is not known.</summary>
    private string? TargetOf(FigsharePlate plate, ClaimedTarget claim)
    {
        if (claim.Path is null && paths.PathOf(plate) is { } path)
        {
            claim = new(_claims.Claim(path), path);
        }

        return claim.Claim != TargetClaim.Taken ? claim.Path : throw DuplicateTarget(claim.Path!);
    }

    /// <summary>The failure of a plate whose name another plate of the run has.</summary>
    internal static EngineException DuplicateTarget(string path) => new(
        FailureKind.Permanent, FigshareErrorId.DuplicateTarget, $"another plate of this run takes '{path}'",
        "give one of them another name with -FileName");

    private async Task<(FigsharePlate Plate, bool IsWarned)> AskApiAsync(PlateContext context, FigsharePlate plate, bool hasName)
    {
        try
        {
            // An MD5 is worth a wait: while only the API refuses this client, the file could be saved, but not verified.
            var known = await lookup.CompleteAsync(plate, isRequired: true, context.Log, context.CancellationToken)
                .ConfigureAwait(false);
            return (known, false);
        }
        catch (EngineException failure) when (hasName && CanBeSavedUnverified(failure))
        {
            context.Log.Warning("what its row lacks could not be learnt, so "
                + $"{(plate.Length is null ? "nothing" : "only the length")} is known to compare with: "
                + $"{failure.Cause}.");
            return (plate, true);
        }
    }

    /// <summary>
    /// Whether the file may be available although the API does not describe it: the downloader is another host, which may
    /// answer when the API has refused for too long, and the API describes only the files of an article's latest version.
    /// </summary>
    private static bool CanBeSavedUnverified(EngineException failure) =>
        failure.ErrorId is FigshareErrorId.NotFound or FigshareErrorId.WafChallenge or FigshareErrorId.AccessRefused;
}
