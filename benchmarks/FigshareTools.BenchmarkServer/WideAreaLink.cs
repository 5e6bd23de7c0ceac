using System;
using System.Diagnostics;
using System.Threading;

namespace FigshareTools.Benchmarks.Server;

/// <summary>
/// Models the distance to the client on one connection: a round trip for each request, three for the first one, and a
/// congestion window that begins at ten segments and doubles with each round trip. There are no losses.
/// </summary>
/// <param name="roundTrip">The time of a round trip; zero for a client on the same machine.</param>
internal sealed class WideAreaLink(TimeSpan roundTrip)
{
    // RFC 6928. A segment of Ethernet has 1,460 bytes of data.
    private const long InitialWindow = 10 * 1460;

    // The first request waits for the handshakes of TCP and TLS 1.3 too.
    private const int FirstRequestRoundTrips = 3;

    // RFC 6298 and 7661: a connection that was idle for the retransmission timeout, a round trip and 200 ms in Linux, halves
    // its window, once more for each further timeout.
    private static readonly TimeSpan s_minimumVariance = TimeSpan.FromMilliseconds(200);

    private readonly long _ticks = (long)(roundTrip.TotalSeconds * Stopwatch.Frequency);
    private bool _isOpen;
    private long _window = InitialWindow;
    private long _left = InitialWindow;
    private long _roundEnd;
    private long _lastSent = Stopwatch.GetTimestamp();

    /// <summary>Whether the client is on another machine.</summary>
    public bool IsDistant => _ticks > 0;

    /// <summary>Waits until a request has arrived and its response can begin.</summary>
    public void Request()
    {
        if (!IsDistant)
        {
            return;
        }

        Thread.Sleep(_isOpen ? roundTrip : FirstRequestRoundTrips * roundTrip);
        _isOpen = true;
        for (var idle = Stopwatch.GetElapsedTime(_lastSent); idle > roundTrip + s_minimumVariance && _window > InitialWindow;
            idle -= roundTrip + s_minimumVariance)
        {
            _window = Math.Max(InitialWindow, _window / 2);
        }

        BeginRound();
    }

    /// <summary>Waits until the window allows bytes.</summary>
    /// <param name="wanted">The number of bytes that are to be sent.</param>
    /// <returns>The number of bytes that may be sent now.</returns>
    public long Take(long wanted)
    {
        if (!IsDistant)
        {
            return wanted;
        }

        if (_left == 0)
        {
            // A window grows only while it is what limits the connection (RFC 7661).
            if (SleepUntil(_roundEnd))
            {
                _window *= 2;
            }

            BeginRound();
        }

        var taken = Math.Min(wanted, _left);
        _left -= taken;
        _lastSent = Stopwatch.GetTimestamp();
        return taken;
    }

    private void BeginRound()
    {
        _left = _window;
        _roundEnd = Stopwatch.GetTimestamp() + _ticks;
    }

    /// <summary>Waits until a time; false when it has passed.</summary>
    private static bool SleepUntil(long timestamp)
    {
        var milliseconds = (timestamp - Stopwatch.GetTimestamp()) * 1000 / Stopwatch.Frequency;
        if (milliseconds <= 0)
        {
            return false;
        }

        Thread.Sleep((int)milliseconds);
        return true;
    }
}
