using System;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Timing;

namespace FigshareTools.Pacing;

/// <summary>
/// A pace of one request for each slot that this process claims. It claims one slot at a time, so that a process with many
/// plates leaves slots to the others, and wastes one at most when it is killed.
/// </summary>
/// <param name="host">The host; see <see cref="PaceFile.HostName"/>.</param>
/// <param name="slots">Gives the slots.</param>
/// <param name="clock">The clock.</param>
#pragma warning disable CA1001 // A semaphore without a wait handle has nothing to release, and requests may outlive a run.
internal sealed class SlotPace(string host, ISlotSource slots, TimeProvider clock) : IHostPace
#pragma warning restore CA1001
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private long _last;
    private long _ahead;
    private int _waiting;

    public async Task WaitAsync(IRunLog log, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                await TakeSlotAsync(log, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                _turn.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>Never takes a slot: the next one that can be claimed has not begun.</summary>
    public bool TryEnter() => false;

    /// <summary>
    /// How long a request would wait now, if other processes have as many slots before it as they had the last time.
    /// </summary>
    public TimeSpan WaitFor()
    {
        var now = clock.GetUtcNow();
        var first = SlotPolicy.First(now, Interlocked.Read(ref _last));
        var slotsOfEach = Interlocked.Read(ref _ahead) + 1;
        return SlotPolicy.WaitFor(first + slotsOfEach - 1 + (Volatile.Read(ref _waiting) * slotsOfEach), now);
    }

    private async Task TakeSlotAsync(IRunLog log, CancellationToken cancellationToken)
    {
        for (var late = 0; ;)
        {
            var first = SlotPolicy.First(clock.GetUtcNow(), _last);
            if (slots.TryClaim(host, first, log) is not { } slot)
            {
                await clock.DelayAsync(s_pause, cancellationToken).ConfigureAwait(false);
                continue;
            }

            Interlocked.Exchange(ref _last, slot);
            Interlocked.Exchange(ref _ahead, slot - first);
            await clock.DelayAsync(SlotPolicy.WaitFor(slot, clock.GetUtcNow()), cancellationToken).ConfigureAwait(false);
            // After a machine was suspended, its slot is over. One that is always late must get on all the same.
            if (!SlotPolicy.IsOver(slot, clock.GetUtcNow()) || late++ > 0)
            {
                return;
            }
        }
    }
}
