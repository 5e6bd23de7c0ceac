using System;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Hashing;
using FigshareTools.Http;
using FigshareTools.Runs;
using FigshareTools.Verification;
using FigshareTools.Timing;

namespace FigshareTools.Transfer;

/// <summary>
/// Brings one plate's bytes into its partial file, however often the line breaks, and proves them. The MD5 is taken as the
/// bytes pass; only what an earlier run left is read from the disk.
/// </summary>
internal sealed class PlateFetch(
    FigsharePlate plate, PlateChecks checks, PartialFile partial, TransferContext means, PlateProgress progress,
    IRunLog log) : IDisposable
{
    // An attempt that brings less than this counts against the retries, so that a plate over a bad line ends.
    private const long ProgressBytes = 1 << 20;

    private readonly Md5Stream? _md5 = plate.Md5 is null ? null : means.Lanes.Open();
    private readonly PresignedUrlCache _link = new(means.Options.Clock);
    private long _farthest;

    /// <summary>Fetches what is missing and verifies the whole; a mismatch gets one more try, from zero.</summary>
    /// <returns>The MD5 of the partial file; null when none was expected.</returns>
    /// <exception cref="EngineException">The last attempt's.</exception>
    public async Task<string?> RunAsync(CancellationToken cancellationToken)
    {
        for (var retried = false; ; retried = true)
        {
            try
            {
                await FetchAsync(cancellationToken).ConfigureAwait(false);
                var md5 = _md5 is null ? null
                    : await _md5.FinishAsync(isPatient: !progress.HasTurn, cancellationToken).ConfigureAwait(false);
                checks.Verify(partial, md5);
                // Nobody waits for it any more, while the plate is flushed.
                _md5?.Dispose();
                return md5;
            }
            catch (EngineException failure) when (failure.Kind == FailureKind.WrongContent)
            {
                if (retried)
                {
                    await partial.DiscardAsync().ConfigureAwait(false);
                    throw;
                }

                await progress.FetchAgainAsync(cancellationToken).ConfigureAwait(false);
                log.Verbose($"{failure.Cause}: once more from the start");
                await partial.StartOverAsync().ConfigureAwait(false);
                if (_md5 is not null)
                {
                    await _md5.ResetAsync().ConfigureAwait(false);
                }
            }
        }
    }

    public void Dispose()
    {
        _md5?.Dispose();
        _link.Dispose();
    }

    private async Task FetchAsync(CancellationToken cancellationToken)
    {
        if (partial.Total > 0)
        {
            log.Verbose($"{partial.Total} bytes are here already: they are checked, then the rest is fetched");
        }

        if (partial.Front > 0 && _md5 is not null)
        {
            progress.Begin(PlateActivity.Checking, 0, partial.Length);
            await FileMd5.AppendAsync(partial.Read, partial.Front, _md5, progress.At, cancellationToken).ConfigureAwait(false);
        }

        _farthest = partial.Total;
        var whole = partial.Total > 0 && partial.Total == plate.Length;
        if (whole)
        {
            progress.EndFetching();
            return;
        }

        var transfer = new PlateTransfer(plate, checks, partial, _md5, _link, means, progress, log, cancellationToken);
        await using var leaving = transfer.ConfigureAwait(false);
        while (!whole)
        {
            whole = await means.Retry.RunAsync(_ => AttemptAsync(transfer), log, cancellationToken).ConfigureAwait(false);
            if (!whole)
            {
                await means.Options.Clock.DelayAsync(RetryPolicy.BaseDelay, cancellationToken).ConfigureAwait(false);
            }
        }

        progress.EndFetching();
        await transfer.CompleteAsync().ConfigureAwait(false);
    }

    /// <summary>True when the plate is whole; false when the line broke after a good way: that is no failed retry.</summary>
    private async Task<bool> AttemptAsync(PlateTransfer transfer)
    {
        // What was there before a start from zero does not count.
        _farthest = Math.Min(_farthest, partial.Total);
        try
        {
            await transfer.BringAsync().ConfigureAwait(false);
            return true;
        }
        catch (EngineException failure) when (
            failure is { CanRetry: true, RetryAfter: null } && means.Options.MaximumRetryCount > 0
            && partial.Total - _farthest >= ProgressBytes)
        {
            _farthest = partial.Total;
            log.Verbose($"{failure.Cause}: continuing at {partial.Total}");
            return false;
        }
    }
}
