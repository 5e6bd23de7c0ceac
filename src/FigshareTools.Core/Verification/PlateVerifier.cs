using System;
using System.IO;
using System.Threading.Tasks;
using FigshareTools.Api;
using FigshareTools.Files;
using FigshareTools.Hashing;
using FigshareTools.Http;
using FigshareTools.Runs;
using FigshareTools.Timing;

namespace FigshareTools.Verification;

/// <summary>Verifies one plate on disk.</summary>
/// <remarks>
/// The cheap checks come first. If several things are wrong, the result names the one that tells a person most:
/// <list type="number">
/// <item>the file is missing;</item>
/// <item>a <c>.sqlite</c> file does not begin as a database and does not have the expected length, such as a web page;</item>
/// <item>the length is wrong: a truncated database still begins as one;</item>
/// <item>the MD5 is wrong;</item>
/// <item>the header of the database is wrong, then the database itself.</item>
/// </list>
/// </remarks>
internal sealed class PlateVerifier(VerifyOptions options, FigshareHttp http, ApiRateLimiter limiter, Md5Lanes lanes)
{
    private readonly VerificationRecord _record = new(lanes, options.TrustRecord, options.Clock);
    private readonly PlatePaths _paths = new(options.Destination);
    private readonly PlateLookup _lookup = new(new FigshareClient(new JsonRequests(
        http,
        new ApiAccess(
            options.Endpoints, options.Token, options.Endpoints.NewCircuits(TimeSpan.Zero, options.Pace, options.Clock)),
        new RetryPolicy(options.MaximumRetryCount, options.Clock), limiter, cache: null)));
    private readonly bool _isDeep = options.Deep && options.Sqlite.Problem is null;

    /// <summary>Verifies a plate.</summary>
    /// <param name="context">The plate.</param>
    /// <param name="path">Full path of its file; null to find it by its name below the destination.</param>
    /// <exception cref="FigshareException">The row is invalid, or the file cannot be read.</exception>
    public async Task<PlateVerification> VerifyAsync(PlateContext context, string? path)
    {
        var subject = context.Row.ToString();
        try
        {
            var started = options.Clock.GetTimestamp();
            var plate = PlateNormalizer.Normalize(context.Row);
            path ??= _paths.PathOf(plate);
            if (path is null && PlateLookup.CanLookUp(plate))
            {
                plate = await _lookup.CompleteAsync(plate, isRequired: false, context.Log, context.CancellationToken)
                    .ConfigureAwait(false);
                path = _paths.PathOf(plate);
            }

            path = path ?? throw PlateNormalizer.Invalid(
                "nothing says which file it is", "give -Plate, -FileName or -Path, or -ArticleId to ask Figshare");
            var verification = await VerifyFileAsync(context, plate, path).ConfigureAwait(false);
            return verification with
            {
                Plate = plate.Plate,
                FileName = PlateFileName.Of(plate) ?? Path.GetFileName(path),
                Path = path,
                ArticleId = plate.ArticleId,
                Version = plate.Version,
                Doi = plate.Doi,
                Elapsed = options.Clock.GetElapsedTime(started),
            };
        }
        catch (EngineException failure)
        {
            throw failure.ForSubject(subject);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EngineException(FailureKind.Permanent, FigshareErrorId.FileAccess, e.Message.TrimEnd('.'),
                "close what uses the file, or check the rights on it", e).ForSubject(subject);
        }
    }

    private async Task<PlateVerification> VerifyFileAsync(PlateContext context, FigsharePlate row, string path)
    {
        if (FileHeader.Read(path) is not { } header)
        {
            var missing = new PlateVerification
            {
                FileId = row.FileId,
                ExpectedLength = row.Length,
                ExpectedMd5 = row.Md5,
                Md5Source = row.Md5 is null ? null : Md5Source.Expected,
            };
            return Fail(missing, VerificationStatus.Missing, "there is no such file");
        }

        var (plate, whyUnverifiable, hasFailed) = await CompleteAsync(context, row).ConfigureAwait(false);
        // If Figshare was asked and did not answer, its MD5 may be another one than the recorded one.
        var recorded = plate.Md5 is null && !hasFailed
            ? await _record.FindAsync(new FileInfo(path), plate).ConfigureAwait(false)
            : null;
        if (recorded is not null)
        {
            plate = plate with { FileId = recorded.FileId, Length = plate.Length ?? recorded.Length, Md5 = recorded.Md5 };
        }

        var verification = new PlateVerification
        {
            FileId = plate.FileId,
            Length = header.Length,
            ExpectedLength = plate.Length,
            ExpectedMd5 = plate.Md5,
            Md5Source = plate.Md5 is null ? null : recorded is null ? Md5Source.Expected : Md5Source.Recorded,
            Verified = plate.Length == header.Length ? VerificationLevel.Size : VerificationLevel.None,
        };
        if (CheckHeader(verification, header, path) is { } wrong)
        {
            return wrong;
        }

        if (plate.Md5 is not null)
        {
            var md5 = await HashAsync(context, plate, path).ConfigureAwait(false);
            verification = verification with { Md5 = md5 };
            if (md5 != plate.Md5)
            {
                return Fail(verification, VerificationStatus.WrongMd5, $"its MD5 is {md5} instead of {plate.Md5}");
            }

            verification = verification with { Verified = VerificationLevel.Md5 };
        }

        verification = CheckDatabase(context, verification, header, path);
        return verification.Status != VerificationStatus.Valid || plate.Md5 is not null
            ? verification
            : Fail(verification, VerificationStatus.Unverifiable, whyUnverifiable);
    }

    /// <summary>The first problem that the file's length and its first bytes show; null without one.</summary>
    private static PlateVerification? CheckHeader(PlateVerification verification, FileHeader header, string path)
    {
        var expected = verification.ExpectedLength;
        if (SqliteHeader.AppliesTo(path) && !header.IsSqlite && expected != header.Length)
        {
            return Fail(verification, VerificationStatus.NotSqlite, header.IsMarkup
                ? "it is a web page or an error in place of the plate"
                : "it does not begin as an SQLite database does");
        }

        return expected is { } length && length != header.Length
            ? Fail(verification, VerificationStatus.WrongLength, $"it has {header.Length} bytes instead of {length}")
            : null;
    }

    private async Task<string> HashAsync(PlateContext context, FigsharePlate plate, string path)
    {
        var progress = context.Progress;
        var file = new FileInfo(path);
        progress.Begin(PlateActivity.Reading, 0, file.Length);
        return await _record.Md5OfAsync(
            file, plate,
            done =>
            {
                progress.AddDownloaded(done - progress.Done);
                progress.SetDone(done);
            },
            context.Log, context.CancellationToken).ConfigureAwait(false);
    }

    private PlateVerification CheckDatabase(
        PlateContext context, PlateVerification verification, FileHeader header, string path)
    {
        if (SqliteHeader.AppliesTo(path) && verification.ExpectedLength != 0 && header.SqliteProblem is { } problem)
        {
            return Fail(verification, VerificationStatus.NotSqlite, problem);
        }

        if (!_isDeep || header is not { IsSqlite: true, Length: >= SqliteHeader.Length })
        {
            return verification;
        }

        context.Progress.Begin(PlateActivity.Querying, header.Length, header.Length);
        var contents = SqliteContents.Read(options.Sqlite.Functions, path, context.CancellationToken);
        if (contents.LeftOut is { } leftOut)
        {
            context.Log.Warning($"-Deep is left out: {leftOut}. Everything else is verified.");
        }

        return contents.Problem is null
            ? verification with { Tables = contents.Tables }
            : Fail(verification, VerificationStatus.NotSqlite, contents.Problem);
    }

    /// <summary>
    /// Completes the row with what the API knows, as a save does. If the API does not answer, the other checks are made all
    /// the same.
    /// </summary>
    /// <returns>The plate, why its MD5 is not known if it is not, and whether a request to the API failed.</returns>
    private async Task<(FigsharePlate Plate, string? WhyUnverifiable, bool HasFailed)> CompleteAsync(
        PlateContext context, FigsharePlate row)
    {
        if (row is { Length: not null, Md5: not null })
        {
            return (row, null, false);
        }

        if (!PlateLookup.CanLookUp(row))
        {
            return (row, "no MD5 is known to compare it with; give -Md5, or pipe the manifest", false);
        }

        try
        {
            var plate = await _lookup.CompleteAsync(row, isRequired: false, context.Log, context.CancellationToken)
                .ConfigureAwait(false);
            return (plate, "Figshare knows no MD5 of it", false);
        }
        catch (EngineException failure)
        {
            return (row, $"no MD5 is known to compare it with: {failure.Cause}", true);
        }
    }

    private static PlateVerification Fail(PlateVerification verification, VerificationStatus status, string? problem) =>
        verification with { Status = status, Problem = problem };
}
