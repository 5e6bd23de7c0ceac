#if NET
using System;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Hashing;

/// <summary>A stream that workers hash in the lanes of the vector registers, together with other streams.</summary>
internal sealed class Md5LaneStream(Md5BatchScheduler scheduler, Md5Buffers buffers) : Md5Stream
{
    private readonly Md5LaneState _lane = scheduler.Open();

    // For a caller that hashes its only stream itself.
    private Md5Batch? _batch;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<byte[]> RentAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        while (scheduler.TryAddBuffer(_lane) is { } change)
        {
            await WaitAsync(change, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            return buffers.Rent();
        }
        catch
        {
            scheduler.RemoveBuffer(_lane);
            throw;
        }
    }

    public override void Return(byte[] buffer)
    {
        buffers.Return(buffer);
        scheduler.RemoveBuffer(_lane);
    }

    public override void Append(byte[] buffer, int count, bool mayHash = false)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)buffer.Length, nameof(count));
        if (count == 0)
        {
            Return(buffer);
            return;
        }

        var batch = mayHash ? _batch ??= new Md5Batch(buffers) : null;
        try
        {
            if (!scheduler.Append(_lane, buffer, count, batch))
            {
                return;
            }
        }
        catch
        {
            Return(buffer);
            throw;
        }

        batch!.Hash();
        scheduler.TakeBack(batch);
    }

    public override async ValueTask<string> FinishAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string digest;
        while (scheduler.TryFinish(_lane, out digest) is { } change)
        {
            await WaitAsync(change, cancellationToken).ConfigureAwait(false);
        }

        return digest;
    }

    public override async ValueTask ResetAsync()
    {
        while (scheduler.TryReset(_lane) is { } change)
        {
            await change.ConfigureAwait(false);
        }
    }

    public override void Dispose() => scheduler.Close(_lane);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask WaitAsync(Task change, CancellationToken cancellationToken)
    {
        try
        {
            await change.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            scheduler.CancelWait(_lane);
            throw;
        }
    }
}
#endif
