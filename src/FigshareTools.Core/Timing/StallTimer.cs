using System;
using System.Threading;

namespace FigshareTools.Timing;

/// <summary>Cancels a token when nothing has happened for a while. One timer serves many reads.</summary>
internal sealed class StallTimer : IDisposable
{
    // .NET Framework and Mono. .NET can load the same build.
    private static readonly bool s_streamsIgnoreTokens = Environment.Version.Major == 4;

    private readonly CancellationTokenSource _cancellation;
    private readonly CancellationToken _callerToken;
    private readonly ITimer _timer;
    private readonly TimeSpan _limit;

    /// <param name="limit">The longest time without an event; <see cref="TimeSpan.Zero"/> for no limit.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellationToken">The caller's own cancellation, which <see cref="Token"/> includes.</param>
    public StallTimer(TimeSpan limit, TimeProvider clock, CancellationToken cancellationToken)
    {
        _callerToken = cancellationToken;
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _limit = limit > TimeSpan.Zero ? limit : Timeout.InfiniteTimeSpan;
        _timer = clock.CreateTimer(
            static state => Cancel((CancellationTokenSource)state!), _cancellation,
            Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Restart();
    }

    public CancellationToken Token => _cancellation.Token;

    /// <summary>Whether the timer has cancelled the token, and not the caller.</summary>
    public bool HasExpired => _cancellation.IsCancellationRequested && !_callerToken.IsCancellationRequested;

    /// <summary>
    /// On .NET Framework, disposes a response when the token is cancelled: its network streams ignore cancellation tokens, so
    /// that only this ends a read that waits. On .NET it does nothing. There the token ends the read, and a response that is
    /// disposed while another thread reads begins to read the rest itself: two readers of a connection damage the responses
    /// after it.
    /// </summary>
    /// <returns>To be disposed when the read has ended.</returns>
    public CancellationTokenRegistration DisposeOnCancel(IDisposable response) => s_streamsIgnoreTokens
        ? Token.Register(static state => ((IDisposable)state!).Dispose(), response)
        : default;

    /// <summary>Throws if the caller has cancelled. Any other cancellation is a failure of the network.</summary>
    public void ThrowIfCancelledByCaller() => _callerToken.ThrowIfCancellationRequested();

    /// <summary>Starts to count anew.</summary>
    public void Restart() => _timer.Change(_limit, Timeout.InfiniteTimeSpan);

    /// <summary>Stops counting until the next <see cref="Restart"/>.</summary>
    public void Pause() => _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _timer.Dispose();
        _cancellation.Dispose();
    }

    /// <summary>
    /// Cancels the source. <see cref="IDisposable.Dispose"/> does not wait for a callback that is running, and an exception
    /// that leaves the callback would end the process.
    /// </summary>
    private static void Cancel(CancellationTokenSource cancellation)
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
