using System;
using System.Buffers;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Http;
using FigshareTools.Runs;
using FigshareTools.Verification;

namespace FigshareTools.Transfer;

/// <summary>
/// Brings one plate's bytes into its partial file, however often the line breaks, and proves them. The MD5 is taken as the
/// bytes pass; only what an earlier run left is read from the disk.
/// </summary>
internal sealed class PlateFetch(
    FigsharePlate plate, string target, PartialFile partial, PlateSource source, RetryPolicy retry, SaveOptions options,
    PlateProgress progress, Action<string> report) : IDisposable
{
    private const int BufferBytes = 1 << 20;

    // An attempt that brings less than this counts against the retries, so that a plate over a bad line ends.
    private const long ProgressBytes = 1 << 20;

    private readonly RunningMd5 _md5 = new();
    private long _farthest;

    /// <summary>Fetches what is missing and verifies the whole; a mismatch gets one more try, from zero.</summary>
    /// <returns>The MD5 of the partial file.</returns>
    /// <exception cref="TransferFailure">The last attempt's.</exception>
    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        for (var retried = false; ; retried = true)
        {
            try
            {
                await FetchAsync(cancellationToken).ConfigureAwait(false);
                var md5 = _md5.Finish();
                Verify(md5);
                return md5;
            }
            catch (TransferFailure failure) when (failure.Answer.Action == AnswerAction.StartOver)
            {
                if (retried)
                {
                    await partial.DiscardAsync().ConfigureAwait(false);
                    throw;
                }

                report($"{failure.Answer.Cause}: once more from the start");
                await StartOverAsync().ConfigureAwait(false);
            }
        }
    }

    public void Dispose() => _md5.Dispose();

    private async Task FetchAsync(CancellationToken cancellationToken)
    {
        if (partial.Written > 0)
        {
            report($"{partial.Written} bytes are here already: they are checked, then the rest is fetched");
            progress.Begin(PlateActivity.Checking, 0, partial.Length);
            FileMd5.Append(partial.Read, partial.Written, _md5, progress.At, cancellationToken);
        }

        _farthest = partial.Written;
        var whole = partial.Written > 0 && partial.Written == plate.Length;
        while (!whole)
        {
            whole = await retry.RunAsync(AttemptAsync, report, cancellationToken).ConfigureAwait(false);
            if (!whole)
            {
                await options.Clock.WaitAsync(RetryPolicy.BaseDelay, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>True when the body came to its end; false when it broke after a good way: that is no failed retry.</summary>
    private async Task<bool> AttemptAsync(CancellationToken cancellationToken)
    {
        try
        {
            await TransferAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (TransferFailure failure) when (
            failure is { CanRetry: true, RetryAfter: null } && options.MaximumRetryCount > 0
            && partial.Written - _farthest >= ProgressBytes)
        {
            _farthest = partial.Written;
            report($"{failure.Answer.Cause}: continuing at {partial.Written}");
            return false;
        }
    }

    private async Task TransferAsync(CancellationToken cancellationToken)
    {
        progress.Begin(PlateActivity.Asking, partial.Written, partial.Length);
        using var body = await source.OpenAsync(
            plate, partial.Written > 0 ? new ByteRange(partial.Written) : null, partial.ETag, partial.Length, report,
            cancellationToken).ConfigureAwait(false);
        if (body is null)
        {
            return;
        }

        if (body.Offset < partial.Written)
        {
            report($"{body.Host} sends the whole file, not the rest: from the start");
            await StartOverAsync().ConfigureAwait(false);
        }
        else if (body.Offset > 0 && body.ETag is not null && partial.ETag is not null && body.ETag != partial.ETag)
        {
            await StartOverAsync().ConfigureAwait(false);
            throw new TransferFailure(AnswerAction.Retry, FigshareErrorId.UnexpectedAnswer,
                "the file on the server has changed", "run it again");
        }

        RequireExpectedLength(body);
        partial.Describe(body.Total ?? partial.Length, body.ETag);
        progress.Begin(PlateActivity.Fetching, partial.Written, partial.Length);
        await CopyAsync(body).ConfigureAwait(false);
        if (partial.Written < (body.Total ?? plate.Length))
        {
            throw new TransferFailure(AnswerAction.Retry, FigshareErrorId.ConnectionFailed,
                $"{body.Host} ended after {partial.Written} of {body.Total ?? plate.Length} bytes", "run it again to continue");
        }
    }

    private async Task CopyAsync(PlateBody body)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            int count;
            while ((count = await body.ReadAsync(buffer).ConfigureAwait(false)) > 0)
            {
                if (partial.Written == 0)
                {
                    RequireData(body, buffer, count);
                }

                if (partial.Written + count > plate.Length)
                {
                    throw WrongLength($"more than the expected {plate.Length} bytes came");
                }

                _md5.Append(buffer, count);
                partial.Write(buffer, count);
                progress.AddFetched(count);
                progress.At(partial.Written);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void RequireExpectedLength(PlateBody body)
    {
        if (plate.Length is { } expected && body.Total is { } total && total != expected)
        {
            throw Content.KindOf(body.MediaType, "") is ContentKind.Html or ContentKind.Xml
                ? WrongContent(body)
                : WrongLength($"{body.Host} offers {total} bytes, but {expected} were expected");
        }
    }

    /// <summary>An error page with status 200 must not become a plate; a dataset may hold web pages of its own.</summary>
    private void RequireData(PlateBody body, byte[] start, int count)
    {
        var proves = plate.Length is not null && body.Total == plate.Length;
        var isPage = SqliteHeader.AppliesTo(target)
            || (!proves && Path.GetExtension(target).ToUpperInvariant() is not (".HTML" or ".HTM" or ".XML" or ".SVG"));
        if (isPage && Content.IsMarkup(body.MediaType, start, count))
        {
            throw WrongContent(body);
        }
    }

    private void Verify(string md5)
    {
        if (plate.Length is { } expected && partial.Written != expected)
        {
            throw WrongLength($"{partial.Written} bytes came, but {expected} were expected");
        }

        if (plate.Md5 is not null && md5 != plate.Md5)
        {
            throw new TransferFailure(AnswerAction.StartOver, FigshareErrorId.Md5Mismatch,
                $"its MD5 is {md5}, but {plate.Md5} was expected",
                "what came was deleted; check the row's MD5 against the article's page");
        }

        if (partial.Written == 0 && plate.Length is null)
        {
            throw new TransferFailure(AnswerAction.StartOver, FigshareErrorId.WrongContent, "an empty file came",
                "if it is meant to be empty, say so with -Length 0; else try again later");
        }

        if (SqliteHeader.AppliesTo(target) && partial.Written > 0)
        {
            var header = new byte[SqliteHeader.Length];
            var count = partial.Read(header, header.Length, 0);
            if (SqliteHeader.ProblemOf(header, count, partial.Written) is { } problem)
            {
                throw new TransferFailure(AnswerAction.StartOver, FigshareErrorId.NotSqlite, problem,
                    "what came was deleted; if this is no SQLite file, give it its real name with -FileName");
            }
        }
    }

    private async Task StartOverAsync()
    {
        await partial.StartOverAsync().ConfigureAwait(false);
        _md5.Finish();
    }

    private static TransferFailure WrongLength(string cause) => new(
        AnswerAction.StartOver, FigshareErrorId.LengthMismatch, cause,
        "what came was deleted; list the article again with Get-FigshareManifest");

    private static TransferFailure WrongContent(PlateBody body) => new(
        AnswerAction.Retry, FigshareErrorId.WrongContent, $"{body.Host} sent a web page or an error in place of the file",
        "try again later or from another network");
}
