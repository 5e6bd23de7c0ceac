using System;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Hashing;

namespace FigshareTools.Transfer;

/// <summary>
/// The MD5 of a plate while it comes. Bytes that come in order are hashed as they pass. Once ranges come in parallel, the hash
/// follows the front of what is written, which is still in the system's memory: a second read, but not of the disk. A plate
/// whose MD5 nobody knows is not hashed: there is nothing to compare.
/// </summary>
internal sealed class PrefixHasher(Md5Stream? md5, PartialFile partial, long hashed, CancellationToken cancellationToken)
{
    private const int StepBytes = 1 << 20;

    private readonly object _gate = new();
    private long _hashed = hashed;
    private Task? _following;
    private TaskCompletionSource<bool>? _more;
    private bool _complete;

    /// <summary>Whether what passes is hashed. Else whoever brings it has buffers of its own.</summary>
    public bool IsInOrder
    {
        get
        {
            lock (_gate)
            {
                return md5 is not null && _following is null;
            }
        }
    }

    /// <summary>A buffer to fill, as long as bytes come in order.</summary>
    public ValueTask<byte[]> RentAsync() => md5!.RentAsync(cancellationToken);

    /// <summary>Takes a buffer whose bytes have been written: hashes them, if they are the next ones.</summary>
    public void Take(byte[] buffer, int count, long position)
    {
        lock (_gate)
        {
            if (_following is null && position == _hashed)
            {
                _hashed += count;
                md5!.Append(buffer, count);
                return;
            }
        }

        md5!.Return(buffer);
    }

    /// <summary>From here on bytes come in any order.</summary>
    public void Follow()
    {
        lock (_gate)
        {
            _following ??= md5 is null ? Task.CompletedTask : Task.Run(() => FollowAsync(md5), CancellationToken.None);
        }
    }

    /// <summary>The front may have moved.</summary>
    public void FrontMoved()
    {
        lock (_gate)
        {
            if (_more is not null && partial.Front - _hashed >= StepBytes)
            {
                _more.TrySetResult(true);
                _more = null;
            }
        }
    }

    /// <summary>Waits until all that is here is hashed; nothing more comes.</summary>
    public Task CompleteAsync()
    {
        lock (_gate)
        {
            _complete = true;
            _more?.TrySetResult(true);
            _more = null;
            return _following ?? Task.CompletedTask;
        }
    }

    private async Task FollowAsync(Md5Stream md5)
    {
        while (true)
        {
            var buffer = await md5.RentAsync(cancellationToken).ConfigureAwait(false);
            // First whether nothing more comes, then how far it came: the other way round, the last bytes could be missed.
            var complete = IsComplete();
            var front = partial.Front;
            if (front - _hashed < StepBytes && !complete)
            {
                md5.Return(buffer);
                await MoreAsync().ConfigureAwait(false);
                continue;
            }

            cancellationToken.ThrowIfCancellationRequested();
            var wanted = (int)Math.Min(buffer.Length, front - _hashed);
            var count = wanted == 0 ? 0 : partial.Read(buffer, wanted, _hashed);
            md5.Append(buffer, count);
            _hashed += count;
            if (count == 0)
            {
                return;
            }
        }
    }

    private bool IsComplete()
    {
        lock (_gate)
        {
            return _complete;
        }
    }

    private Task MoreAsync()
    {
        lock (_gate)
        {
            if (_complete || partial.Front - _hashed >= StepBytes)
            {
                return Task.CompletedTask;
            }

            _more = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            return _more.Task;
        }
    }
}
