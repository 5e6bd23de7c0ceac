using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Api;
using FigshareTools.Hashing;
using FigshareTools.Http;
using FigshareTools.Runs;
using FigshareTools.Timing;

namespace FigshareTools.Verification;

/// <summary>
/// One plate's course, from a row to what a test says of its file. The cheap looks come first; of several things that are
/// wrong, the one that tells a person most is named:
/// <list type="number">
/// <item>there is no file;</item>
/// <item>a <c>.sqlite</c> file begins as none does and its length is not proven right: a page under a plate's name;</item>
/// <item>the length: what was cut off still begins as a database;</item>
/// <item>the MD5: with the right length, wherever the wrong byte is;</item>
/// <item>the header of the database, then the database itself.</item>
/// </list>
/// </summary>
internal sealed class PlateVerifier(VerifyOptions options, FigshareHttp http, ApiRateLimiter pace)
{
    private readonly VerificationRecord _record = new(
        new Md5Lanes(Md5Lanes.NewBuffers()), options.TrustRecord, options.Clock);
    private readonly PlateRows _rows = new(options.Destination, new FigshareClient(new JsonRequests(
        http, options.Endpoints, new RetryPolicy(options.MaximumRetryCount, options.Clock), pace, options.Token, cache: null)));
#if NET
    private readonly bool _deep = options.Deep && SqliteLibrary.Problem is null;
#endif

    /// <summary>Tests a plate.</summary>
    /// <exception cref="FigshareException">The row makes no sense, or the file cannot be read.</exception>
    public async Task<PlateVerification> RunAsync(
        FigsharePlate row, string? path, PlateProgress progress, IRunLog log, CancellationToken cancellationToken)
    {
        try
        {
            var started = options.Clock.GetTimestamp();
            var plate = PlateRows.Checked(row);
            path ??= _rows.PathOf(plate);
            if (path is null && PlateRows.CanAsk(plate))
            {
                plate = await _rows.AskAsync(plate, log, cancellationToken).ConfigureAwait(false);
                path = _rows.PathOf(plate);
            }

            var test = await TestAsync(
                plate, path ?? throw PlateRows.Invalid(
                    "nothing says which file it is", "give -Plate, -FileName or -Path, or -ArticleId to ask Figshare"),
                progress, log, cancellationToken).ConfigureAwait(false);
            return test with { Plate = plate.Plate, Path = path, Elapsed = options.Clock.GetElapsedTime(started) };
        }
        catch (EngineException failure)
        {
            throw failure.ForSubject(row.ToString());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EngineException(FailureKind.Permanent, FigshareErrorId.FileAccess, e.Message.TrimEnd('.'),
                "close what uses the file, or check the rights on it", e).ForSubject(row.ToString());
        }
    }

    private async Task<PlateVerification> TestAsync(
        FigsharePlate row, string path, PlateProgress progress, IRunLog log, CancellationToken cancellationToken)
    {
        if (FileHeader.Read(path) is not { } start)
        {
            var missing = new PlateVerification { ExpectedLength = row.Length, ExpectedMd5 = row.Md5 };
            return Is(missing, VerificationStatus.Missing, "there is no such file");
        }

        var (plate, unknown) = await ExpectAsync(row, log, cancellationToken).ConfigureAwait(false);
        var test = new PlateVerification { Length = start.Length, ExpectedLength = plate.Length, ExpectedMd5 = plate.Md5 };
        var hasSqliteName = SqliteHeader.AppliesTo(path);
        if (hasSqliteName && !start.IsSqlite && plate.Length != start.Length)
        {
            return Is(test, VerificationStatus.NotSqlite, start.IsMarkup
                ? "it is a web page or an error in place of the plate"
                : "it does not begin as an SQLite database does");
        }

        if (plate.Length is { } length)
        {
            if (length != start.Length)
            {
                return Is(test, VerificationStatus.WrongLength, $"it has {start.Length} bytes instead of {length}");
            }

            test = test with { Verified = VerificationLevel.Size };
        }

        if (plate.Md5 is not null)
        {
            progress.Begin(PlateActivity.Reading, 0, start.Length);
            var md5 = await _record.Md5OfAsync(new FileInfo(path), plate, Advance, log, cancellationToken)
                .ConfigureAwait(false);
            test = test with { Md5 = md5 };
            if (md5 != plate.Md5)
            {
                return Is(test, VerificationStatus.WrongMd5, $"its MD5 is {md5} instead of {plate.Md5}");
            }

            test = test with { Verified = VerificationLevel.Md5 };
        }

        if (hasSqliteName && plate.Length != 0 && start.SqliteProblem is { } problem)
        {
            return Is(test, VerificationStatus.NotSqlite, problem);
        }

#if NET
        if (_deep && start is { IsSqlite: true, Length: >= SqliteHeader.Length })
        {
            progress.Begin(PlateActivity.Querying, start.Length, start.Length);
            var contents = SqliteContents.Read(path, cancellationToken);
            if (contents.Problem is not null)
            {
                return Is(test, VerificationStatus.NotSqlite, contents.Problem);
            }

            test = test with { Tables = contents.Tables };
        }
#endif

        return plate.Md5 is not null ? test : Is(test, VerificationStatus.Unverifiable, unknown);

        void Advance(long done)
        {
            progress.AddFetched(done - progress.Done);
            progress.At(done);
        }
    }

    /// <summary>
    /// What the file should be, and why its MD5 is not known if it is not. Figshare is asked as a save asks it; that it does
    /// not answer hinders no other check.
    /// </summary>
    private async Task<(FigsharePlate Plate, string? Unknown)> ExpectAsync(
        FigsharePlate row, IRunLog log, CancellationToken cancellationToken)
    {
        if (row is { Length: not null, Md5: not null })
        {
            return (row, null);
        }

        if (!PlateRows.CanAsk(row))
        {
            return (row, "no MD5 is known to compare it with");
        }

        try
        {
            return (await _rows.AskAsync(row, log, cancellationToken).ConfigureAwait(false), "Figshare knows no MD5 of it");
        }
        catch (EngineException failure)
        {
            return (row, $"no MD5 is known to compare it with: {failure.Cause}");
        }
    }

    private static PlateVerification Is(PlateVerification test, VerificationStatus status, string? problem) =>
        test with { Status = status, Problem = problem };
}
