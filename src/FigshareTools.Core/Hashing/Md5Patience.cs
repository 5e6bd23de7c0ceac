#if NET
using System;
using System.Threading;

namespace FigshareTools.Hashing;

/// <summary>
/// How long one stream waits for others before it is hashed with few of them; to be used with the schedule's gate held.
/// </summary>
/// <param name="schedule">Knows whether waiting is of use.</param>
/// <param name="wake">Called, with the gate held, when the time is over.</param>
internal sealed class Md5Patience(Md5Schedule schedule, Action wake) : IDisposable
{
    // Whoever waits leaves the processor to those that bring bytes. What comes for the one meanwhile, the system keeps: 2 ms
    // are 2 MB of 1 GB/s.
    private static readonly TimeSpan s_short = TimeSpan.FromMilliseconds(2);

    // For a stream that nothing waits for: small files end a few in a millisecond.
    private static readonly TimeSpan s_long = TimeSpan.FromMilliseconds(8);

    private const int MostLong = 3;

    private ITimer? _timer;
    private (int Ready, long Since, TimeSpan Time)? _wait;
    private bool _joined;

    // Buffers that the stream brought since it waited: one wait is for several.
    private int _brought = Md5Stream.MostBuffers;
    private int _longWaits;

    /// <summary>Whether a stream that nothing waits for may be left when there are few: it can wait for another round.</summary>
    public bool BearsFew => _longWaits < MostLong && schedule.HasPatience;

    /// <summary>The stream brought a buffer.</summary>
    public void Brought() => _brought++;

    /// <summary>A round takes the stream.</summary>
    public void Joined() => _joined = true;

    /// <summary>Begins to wait; false when there is no more patience.</summary>
    public bool Begin()
    {
        if (_brought < Md5Stream.MostBuffers || !schedule.Waits)
        {
            return false;
        }

        _brought = 0;
        Begin(s_short);
        return true;
    }

    /// <summary>Begins to wait longer; false when there is no more patience.</summary>
    public bool BeginLong()
    {
        if (_longWaits == MostLong || !schedule.Waits)
        {
            return false;
        }

        _longWaits++;
        Begin(s_long);
        return true;
    }

    /// <summary>The wait is over, if there was one.</summary>
    public void End()
    {
        if (_wait is { } wait)
        {
            Stop();
            schedule.HasWaited(wait.Ready, wait.Since, wait.Time, _joined);
        }
    }

    /// <summary>The digest is taken, or what came is forgotten: what comes next has patience anew.</summary>
    public void Renew()
    {
        Stop();
        _longWaits = 0;
    }

    public void Dispose() => _timer?.Dispose();

    private void Stop()
    {
        _wait = null;
        _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private void Begin(TimeSpan time)
    {
        _joined = false;
        _wait = (schedule.Ready, schedule.Now, time);
        _timer ??= schedule.NewTimer(wake);
        _timer.Change(time, Timeout.InfiniteTimeSpan);
    }
}
#endif
