using System;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Runs;

/// <summary>
/// Limits how many plates of a run are downloaded at once. A plate whose bytes are all on disk releases its slot, so that the
/// next plate is downloaded while this one is verified, flushed and published.
/// </summary>
/// <param name="limit">The number of slots.</param>
/// <param name="onReleased">Called when a plate releases its slot before its end.</param>
internal sealed class DownloadSlots(int limit, Action onReleased) : IDisposable
{
    // Plates without a slot. Together with the plates that are downloaded they fill the lanes of the hash. Each of several may
    // hold 768 KiB of buffers.
    private const int MaxFinalizing = 8;

    private readonly SemaphoreSlim _free = new(limit);
    private int _aside;

    /// <summary>The largest number of plates that are worked on at once. Those that wait for another run do not count.</summary>
    public int MaxPlates => limit + MaxFinalizing + Volatile.Read(ref _aside);

    /// <summary>A lease of a slot; null when none is free.</summary>
    public SlotLease? TryAcquire() => _free.Wait(0) ? new SlotLease(this) : null;

    public void Dispose() => _free.Dispose();

    internal Task AcquireAsync(CancellationToken cancellationToken) => _free.WaitAsync(cancellationToken);

    internal void Return() => _free.Release();

    /// <summary>Returns a slot, if the plate has one, and lets the next plates go first.</summary>
    internal void BeginAside(bool hasSlot)
    {
        Interlocked.Increment(ref _aside);
        if (hasSlot)
        {
            _free.Release();
        }

        onReleased();
    }

    internal void EndAside() => Interlocked.Decrement(ref _aside);

    /// <summary>
    /// Returns a slot before its plate has ended. With one slot, a plate keeps it, so that results keep their order.
    /// </summary>
    internal bool TryReturnEarly()
    {
        if (limit == 1)
        {
            return false;
        }

        _free.Release();
        onReleased();
        return true;
    }
}

/// <summary>A plate's right to download. One worker uses it.</summary>
internal sealed class SlotLease(DownloadSlots slots) : IDisposable
{
    private volatile bool _isHeld = true;

    /// <summary>Whether the plate has a slot.</summary>
    public bool IsHeld => _isHeld;

    /// <summary>Releases the slot to the next plate, if the run allows it.</summary>
    public void Release()
    {
        if (_isHeld)
        {
            _isHeld = false;
            _isHeld = !slots.TryReturnEarly();
        }
    }

    /// <summary>Waits for something that other runs do. Meanwhile, the plates behind this one go first.</summary>
    public async Task StandAsideAsync(Func<Task> wait, CancellationToken cancellationToken)
    {
        slots.BeginAside(_isHeld);
        _isHeld = false;
        try
        {
            await wait().ConfigureAwait(false);
        }
        finally
        {
            slots.EndAside();
        }

        await ReacquireAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits for a slot, unless the plate has one.</summary>
    public async Task ReacquireAsync(CancellationToken cancellationToken)
    {
        if (!_isHeld)
        {
            await slots.AcquireAsync(cancellationToken).ConfigureAwait(false);
            _isHeld = true;
        }
    }

    /// <summary>Returns the slot at the plate's end.</summary>
    public void Dispose()
    {
        if (_isHeld)
        {
            _isHeld = false;
            slots.Return();
        }
    }
}
