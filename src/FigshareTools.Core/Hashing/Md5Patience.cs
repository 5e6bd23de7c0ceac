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
    // Whoever waits for a buffer leaves the processor to those that bring bytes. What comes for the one meanwhile, the
    // system keeps: 2 ms are 2 MB of 1 GB/s.
    private static readonly TimeSpan s_forBuffer = TimeSpan.FromMilliseconds(2);

    // Nothing more comes for a stream that waits for its digest, and small files end a few in a millisecond.
    private static readonly TimeSpan s_forDigest = TimeSpan.FromMilliseconds(8);

    private const int MostForDigest = 3;

    private ITimer? _timer;
    private (int Ready, long Since, TimeSpan Time)? _wait;
    private bool _joined;

    // Buffers that the stream brought since it waited for one: one wait is for several.
    private int _brought = Md5Stream.MostBuffers;
    private int _digestWaits;

    /// <summary>Whether a stream that needs its digest may be left in a round with few, for it can wait for another.</summary>
    public bool BearsFew => schedule.HasClock && _digestWaits < MostForDigest;

    /// <summary>The stream brought a buffer.</summary>
    public void Brought() => _brought++;

    /// <summary>A round takes the stream.</summary>
    public void Joined() => _joined = true;

    /// <summary>Begins to wait before a buffer is free; false when there is no more patience.</summary>
    public bool BeginForBuffer()
    {
        if (_brought < Md5Stream.MostBuffers || !schedule.Waits)
        {
            return false;
        }

        _brought = 0;
        Begin(s_forBuffer);
        return true;
    }

    /// <summary>Begins to wait before the digest is taken; false when there is no more patience.</summary>
    public bool BeginForDigest()
    {
        if (!BearsFew || !schedule.Waits)
        {
            return false;
        }

        _digestWaits++;
        Begin(s_forDigest);
        return true;
    }

    /// <summary>The wait is over, if there was one.</summary>
    public void End()
    {
        if (_wait is { } wait)
        {
            _wait = null;
            _timer!.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            schedule.HasWaited(wait.Ready, wait.Since, wait.Time, _joined);
        }
    }

    /// <summary>The digest is taken, or what came is forgotten: the next one has patience anew.</summary>
    public void Renew() => _digestWaits = 0;

    public void Dispose() => _timer?.Dispose();

    private void Begin(TimeSpan time)
    {
        _joined = false;
        _wait = (schedule.Ready, schedule.Now, time);
        _timer ??= schedule.NewTimer(wake);
        _timer.Change(time, Timeout.InfiniteTimeSpan);
    }
}
#endif
