using System;
using System.Threading;

namespace FigshareTools.Http;

/// <summary>Cancels when nothing has happened for a while. One timer for many reads, moved on at each of them.</summary>
internal sealed class StallWatch : IDisposable
{
    private readonly CancellationTokenSource _cancellation;
    private readonly CancellationToken _outer;
    private readonly ITimer _timer;
    private readonly TimeSpan _limit;

    /// <param name="limit">The longest silence; <see cref="TimeSpan.Zero"/> for no limit.</param>
    /// <param name="clock">Where time comes from.</param>
    /// <param name="cancellationToken">The caller's own wish to stop.</param>
    public StallWatch(TimeSpan limit, TimeProvider clock, CancellationToken cancellationToken)
    {
        _outer = cancellationToken;
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _limit = limit > TimeSpan.Zero ? limit : Timeout.InfiniteTimeSpan;
        _timer = clock.CreateTimer(
            static state => Expire((CancellationTokenSource)state!), _cancellation,
            Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Restart();
    }

    public CancellationToken Token => _cancellation.Token;

    /// <summary>
    /// Ends reads of an answer when the watch runs out: .NET Framework's network streams do not listen to tokens.
    /// </summary>
    public CancellationTokenRegistration AbortOnCancel(IDisposable response) =>
        Token.Register(static state => ((IDisposable)state!).Dispose(), response);

    /// <summary>True when it was the silence that cancelled, not the caller.</summary>
    public bool Expired => _cancellation.IsCancellationRequested && !_outer.IsCancellationRequested;

    public void Restart() => _timer.Change(_limit, Timeout.InfiniteTimeSpan);

    /// <summary>Something happened; what follows is not the other side's time.</summary>
    public void Pause() => _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _timer.Dispose();
        _cancellation.Dispose();
    }

    /// <summary>Disposing a timer does not wait for its call, and whatever escaped from here would end the process.</summary>
    private static void Expire(CancellationTokenSource cancellation)
    {
        try
        {
            cancellation.Cancel();
        }
        catch (Exception e) when (e is ObjectDisposedException or AggregateException)
        {
            // The request has ended meanwhile.
        }
    }
}
