#if NET
using System;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Hashing;

/// <summary>A stream that is hashed together with others.</summary>
internal sealed class Md5LaneStream : Md5Stream
{
    private readonly Md5Schedule _schedule;
    private readonly Md5Buffers _buffers;
    private readonly Md5Patience _patience;

    // Of all its buffers, those rented and those that wait.
    private int _outstanding;
    private long _length;
    private bool _disposed;
    private TaskCompletionSource? _change;

    public Md5LaneStream(Md5Schedule schedule, Md5Buffers buffers)
    {
        _schedule = schedule;
        _buffers = buffers;
        _patience = new Md5Patience(schedule, Tell);
        _buffers.Enter();
        LastAppend = _schedule.Enter(this);
    }

    /// <summary>Whether a round has it.</summary>
    public bool Hashing { get; private set; }

    /// <summary>Whether it has something to hash and is in no round.</summary>
    public bool Ready => Queue.Count > 0 && !Hashing;

    /// <summary>When it brought something last, as the schedule counts.</summary>
    public long LastAppend { get; private set; }

    /// <summary>How many buffers the round that has it still has to hash.</summary>
    public int Taken { get; private set; }

    /// <summary>What waits to be hashed. While a round has the stream, its front is the round's.</summary>
    public Md5Queue Queue { get; } = new();

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<byte[]> RentAsync(CancellationToken cancellationToken)
    {
        await GoOnAsync(rents: true, isPatient: false, cancellationToken).ConfigureAwait(false);
        try
        {
            return _buffers.Rent();
        }
        catch
        {
            Forget();
            throw;
        }
    }

    public override void Return(byte[] buffer)
    {
        _buffers.Return(buffer);
        Forget();
    }

    public override void Append(byte[] buffer, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)buffer.Length, nameof(count));
        if (count == 0)
        {
            Return(buffer);
            return;
        }

        Md5Round? round = null;
        lock (_schedule.Gate)
        {
            if (_disposed)
            {
                _buffers.Return(buffer);
                throw new ObjectDisposedException(nameof(Md5Stream));
            }

            _length += count;
            Queue.Add(buffer, count);
            LastAppend = _schedule.CountAppend();
            _patience.Brought();
            if (!Hashing)
            {
                if (Queue.Count == 1)
                {
                    _schedule.Enqueue(this);
                }

                round = _schedule.IsComplete() ? _schedule.Begin(this) : null;
            }
        }

        round?.Run(this, leave: MostBuffers, bearsFew: false);
    }

    public override async ValueTask<string> FinishAsync(bool isPatient, CancellationToken cancellationToken)
    {
        await GoOnAsync(rents: false, isPatient, cancellationToken).ConfigureAwait(false);
        var length = _length;
        _length = 0;
        return Queue.State.Finish(length);
    }

    public override async ValueTask ResetAsync()
    {
        while (true)
        {
            Task change;
            lock (_schedule.Gate)
            {
                ObjectDisposedException.ThrowIf(_disposed, typeof(Md5Stream));
                if (!Hashing)
                {
                    _schedule.Dequeue(this);
                    _patience.Renew();
                    Clear();
                    break;
                }

                change = Change();
            }

            await change.ConfigureAwait(false);
        }
    }

    public override void Dispose()
    {
        lock (_schedule.Gate)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            _patience.Dispose();
            _schedule.Leave(this);
            if (!Hashing)
            {
                Clear();
            }

            Tell();
        }

        _buffers.Leave();
    }

    /// <summary>A round takes it in; this and what follows with the gate held.</summary>
    public void EnterRound()
    {
        _patience.Joined();
        Hashing = true;
        Taken = Queue.Count;
    }

    /// <summary>The first buffer is hashed and given back; leaves the round with its last, and tells so.</summary>
    public bool RemoveFront()
    {
        Queue.RemoveFront();
        _outstanding--;
        Taken--;
        if (Taken == 0)
        {
            LeaveRound();
            return true;
        }

        Tell();
        return false;
    }

    public void LeaveRound()
    {
        Hashing = false;
        Taken = 0;
        if (_disposed)
        {
            Clear();
        }
        else if (Queue.Count > 0)
        {
            _schedule.Enqueue(this);
        }

        Tell();
    }

    /// <summary>
    /// Waits, or hashes, until a buffer is free (which is then taken), or until nothing is left to hash.
    /// </summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask GoOnAsync(bool rents, bool isPatient, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Md5Round? round = null;
            Task? change = null;
            var leave = 0;
            var bearsFew = false;
            lock (_schedule.Gate)
            {
                ObjectDisposedException.ThrowIf(_disposed, typeof(Md5Stream));
                _patience.End();
                if (rents && _outstanding < MostBuffers)
                {
                    _outstanding++;
                    return;
                }

                if (Queue.Count == 0)
                {
                    if (rents)
                    {
                        throw new InvalidOperationException();
                    }

                    _patience.Renew();
                    return;
                }

                if (Hashing || (isPatient ? _patience.BeginLong() : _patience.Begin()))
                {
                    change = Change();
                }
                else
                {
                    leave = rents ? Queue.Count - 1 : 0;
                    bearsFew = isPatient && _patience.BearsFew;
                    round = _schedule.Begin(this);
                }
            }

            if (round is not null)
            {
                round.Run(this, leave, bearsFew);
            }
            else
            {
                await change!.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private void Forget()
    {
        lock (_schedule.Gate)
        {
            _outstanding--;
        }
    }

    /// <summary>Begins anew, with the gate held and in no round.</summary>
    private void Clear()
    {
        for (; Queue.Count > 0; _outstanding--)
        {
            _buffers.Return(Queue.Front);
            Queue.RemoveFront();
        }

        Queue.State.Reset();
        _length = 0;
    }

    /// <summary>Completes when a buffer has become free, or the stream.</summary>
    private Task Change() =>
        // Never runs the waiting caller on the thread that hashes.
        (_change ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    private void Tell()
    {
        _change?.SetResult();
        _change = null;
    }
}
#endif
