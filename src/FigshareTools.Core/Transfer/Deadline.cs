using System;
using System.Globalization;
using FigshareTools.Timing;

namespace FigshareTools.Transfer;

/// <summary>Calls an action at a time of the clock on the wall, once.</summary>
internal sealed class Deadline : IDisposable
{
    // A clock that is set, and a machine that was suspended, are noticed within this time.
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(1);

    private readonly ClockWatch _watch;

    /// <param name="time">The time.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="onReached">The action, which is called on any thread; at once if the time is over.</param>
    public Deadline(DateTimeOffset time, TimeProvider clock, Action onReached) => _watch = new ClockWatch(clock, () =>
    {
        if (time - clock.GetUtcNow() is var wait && wait > TimeSpan.Zero)
        {
            return wait < s_longestWait ? wait : s_longestWait;
        }

        onReached();
        return null;
    });

    public void Dispose() => _watch.Dispose();

    /// <summary>The error of a plate that is not done.</summary>
    /// <param name="plate">The plate as the caller gave it.</param>
    /// <param name="time">The deadline, in local time.</param>
    /// <param name="kept">The bytes of the plate that stay on disk; null if its download has not begun.</param>
    /// <param name="length">The length of the plate; null when not known.</param>
    public static FigshareException ErrorFor(FigsharePlate plate, DateTimeOffset time, long? kept, long? length)
    {
        var (state, remedy) = (kept, length) switch
        {
            (null, _) => ("before its download began", "the next run continues with it"),
            (0, _) => ("and nothing of it is kept", "the next run starts it again"),
            (_, null) => ($"and {ByteText.Of(kept.Value)} are kept", "the next run resumes"),
            _ => ($"and {ByteText.Of(kept.Value)} of {ByteText.Of(length.Value)} are kept", "the next run resumes"),
        };
        return new FigshareException(FigshareErrorId.DeadlineReached, string.Format(
            CultureInfo.InvariantCulture, "{0}: the deadline of {1:yyyy-MM-dd HH:mm:ss} was reached {2}; {3}.",
            plate, time, state, remedy));
    }
}
