using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Hashing;

namespace FigshareTools.Core.Tests.Transfer;

/// <summary>Collects the bytes that would be hashed. An append can be blocked.</summary>
internal sealed class Md5Double : Md5Stream
{
    private readonly Lock _lock = new();
    private readonly List<byte> _appended = [];
    private readonly SemaphoreSlim _returned = new(0);
    private readonly ManualResetEventSlim _release = new(initialState: true);
    private readonly TaskCompletionSource _appendStarted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _rented;
    private int _rentCalls;

    public byte[] Appended
    {
        get
        {
            lock (_lock)
            {
                return [.. _appended];
            }
        }
    }

    public int Rented => Volatile.Read(ref _rented);

    public int RentCalls => Volatile.Read(ref _rentCalls);

    public Task AppendStarted => _appendStarted.Task.WaitAsync(TestContext.Current.CancellationToken);

    public void BlockNextAppend() => _release.Reset();

    public void ReleaseAppend() => _release.Set();

    /// <summary>Waits until a buffer is returned unused: the reader waits for bytes.</summary>
    public Task WaitForReturnAsync(CancellationToken cancellationToken) => _returned.WaitAsync(cancellationToken);

    public override ValueTask<byte[]> RentAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _rented);
        Interlocked.Increment(ref _rentCalls);
        return new ValueTask<byte[]>(new byte[1 << 20]);
    }

    public override void Return(byte[] buffer)
    {
        Interlocked.Decrement(ref _rented);
        _returned.Release();
    }

    public override void Append(byte[] buffer, int count, bool mayHash = false)
    {
        _appendStarted.TrySetResult();
        _release.Wait(TestContext.Current.CancellationToken);
        lock (_lock)
        {
            _appended.AddRange(buffer.AsSpan(0, count));
        }

        Interlocked.Decrement(ref _rented);
    }

    public override ValueTask<string> FinishAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public override ValueTask ResetAsync() => throw new NotSupportedException();

    public override void Dispose()
    {
        _returned.Dispose();
        _release.Dispose();
    }
}
