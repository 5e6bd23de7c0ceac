using System;
using System.Threading.Tasks;
using FigshareTools.Hashing;
using FigshareTools.Runs;
using FigshareTools.Sources;
using FigshareTools.Timing;

namespace FigshareTools.Transfer;

/// <summary>
/// Downloads the bytes of one plate into its partial file, in as many attempts as it takes, and computes their MD5. Bytes are
/// hashed as they pass; only what an earlier run has left is read from the disk.
/// </summary>
/// <param name="context">The download.</param>
/// <param name="urls">The presigned URL of the plate, which may be known already.</param>
internal sealed class PlateDownload(DownloadContext context, PresignedUrlCache urls) : IDisposable
{
    // An attempt that downloads less than this counts against the retries, so that a plate over a bad line ends.
    private const long ProgressBytes = 1 << 20;

    private readonly Md5Stream? _md5 = context.Plate.Md5 is null ? null : context.Shared.Lanes.Open();

    // The number of bytes on disk up to which attempts have been credited with progress. Starting over does not reset it: a
    // plate that changes with each answer would otherwise be downloaded for ever.
    private long _creditedBytes;

    /// <summary>Downloads everything that is missing.</summary>
    /// <exception cref="EngineException">The failure of the last attempt.</exception>
    public async Task DownloadAsync()
    {
        var partial = context.Partial;
        if (partial.WrittenBytes > 0 && context.CanCombine)
        {
            context.Run.Log.Report(new WorkEvent.Resumed(partial.Target, partial.WrittenBytes, partial.Length));
        }

        await HashPrefixAsync().ConfigureAwait(false);
        if (partial.WrittenBytes > 0 && partial.WrittenBytes == context.Plate.Length && context.CanCombine)
        {
            context.Run.EndDownload();
            return;
        }

        _creditedBytes = Math.Max(_creditedBytes, partial.WrittenBytes);
        var transfer = new PlateTransfer(context, _md5, urls);
        await using var _ = transfer.ConfigureAwait(false);
        await TransferAsync(transfer).ConfigureAwait(false);
        context.Run.EndDownload();
        await transfer.CompleteHashingAsync().ConfigureAwait(false);
    }

    /// <summary>The MD5 of the downloaded bytes; null when no MD5 is expected.</summary>
    public async Task<string?> ComputeMd5Async() => _md5 is null
        ? null
        : await _md5.FinishAsync(context.Run.CancellationToken)
            .ConfigureAwait(false);

    /// <summary>Discards all bytes, so that the next download begins at zero.</summary>
    public async Task StartOverAsync()
    {
        await context.Partial.StartOverAsync().ConfigureAwait(false);
        if (_md5 is not null)
        {
            await _md5.ResetAsync().ConfigureAwait(false);
        }
    }

    public void Dispose() => _md5?.Dispose();

    /// <summary>Hashes the prefix that an earlier run has left. A damaged prefix then fails the verification.</summary>
    private async Task HashPrefixAsync()
    {
        var partial = context.Partial;
        if (partial.ContiguousLength > 0 && _md5 is not null)
        {
            context.Run.Progress.Begin(PlateActivity.Checking, 0, partial.Length);
            await FileMd5.AppendAsync(
                partial.Read, partial.ContiguousLength, _md5, context.Run.Progress.SetDone, context.Run.CancellationToken)
                .ConfigureAwait(false);
        }
    }

    private async Task TransferAsync(PlateTransfer transfer)
    {
        var cancellationToken = context.Run.CancellationToken;
        while (!await context.Shared.Retry.RunAsync(_ => AttemptAsync(transfer), context.Run.Log, cancellationToken)
            .ConfigureAwait(false))
        {
            await context.Shared.Options.Clock.DelayAsync(RetryPolicy.BaseDelay, cancellationToken).ConfigureAwait(false);
            context.Run.Log.Report(new WorkEvent.WaitEnded());
        }
    }

    /// <summary>
    /// Makes one attempt. True when the plate is complete; false when the connection broke after enough progress, which does
    /// not count as a failed attempt.
    /// </summary>
    private async Task<bool> AttemptAsync(PlateTransfer transfer)
    {
        try
        {
            await transfer.DownloadAsync().ConfigureAwait(false);
            return true;
        }
        catch (EngineException failure) when (
            failure is { CanRetry: true, RetryAfter: null } && context.Shared.Options.MaximumRetryCount > 0
            && context.Partial.WrittenBytes - _creditedBytes >= ProgressBytes)
        {
            _creditedBytes = context.Partial.WrittenBytes;
            context.Run.Log.Report(new WorkEvent.Retrying(
                Attempt: 0, RetryPolicy.BaseDelay, context.Shared.Options.Clock.GetLocalNow() + RetryPolicy.BaseDelay,
                EventCause.Of(failure)));
            return false;
        }
    }
}
