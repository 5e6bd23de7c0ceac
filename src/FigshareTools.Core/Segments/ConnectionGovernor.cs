using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using FigshareTools.Http;

namespace FigshareTools.Segments;

/// <summary>
/// Measures the throughput of a run and adds or removes connections as <see cref="GovernorPolicy"/> decides.
/// </summary>
/// <remarks>
/// While its lock is held, the locks of <see cref="SecondaryConnections"/>, <see cref="SegmentPlan"/> and
/// <see cref="ConnectionLimit"/> may be taken, never the other way round.
/// </remarks>
/// <param name="settings">What the user wants.</param>
/// <param name="clock">The clock.</param>
internal sealed class ConnectionGovernor(GovernorSettings settings, TimeProvider clock)
{
    private const long NoResponse = long.MinValue;

    // After a lost connection. Replacing it at once could cause a storm of connections.
    private static readonly TimeSpan s_lossHold = TimeSpan.FromSeconds(10);

    private readonly object _lock = new();
    private readonly List<ISegmentedDownload> _plates = [];
    private readonly long _created = clock.GetTimestamp();
    private GovernorSettings _settings = settings;
    private GovernorState _state = new();
    private long _bytes;
    private long _firstResponse = NoResponse;
    private long _responseTicks = TimeSpan.MaxValue.Ticks;
    private long _measuredSince = clock.GetTimestamp();
    private long _due = clock.GetTimestamp();

    /// <summary>The places of all connections of the run.</summary>
    public ConnectionLimit Limit { get; } = new();

    /// <summary>The shortest time that a response of the storage took; zero while none has been measured.</summary>
    public TimeSpan ResponseTime
    {
        get
        {
            var ticks = Interlocked.Read(ref _responseTicks);
            return ticks == TimeSpan.MaxValue.Ticks ? TimeSpan.Zero : TimeSpan.FromTicks(ticks);
        }
    }

    /// <summary>Notes how long a response took. The shortest one had neither to connect nor to wait.</summary>
    /// <remarks>
    /// Requests that were sent before the first response came are not measured: .NET compiles the code meanwhile, which took a
    /// local server for a distant one.
    /// </remarks>
    public void ResponseArrived(TimeSpan time)
    {
        var now = clock.GetTimestamp();
        var first = Interlocked.CompareExchange(ref _firstResponse, now, NoResponse);
        if (first == NoResponse || clock.GetElapsedTime(first, now) < time)
        {
            return;
        }

        var shortest = Interlocked.Read(ref _responseTicks);
        while (time.Ticks < shortest
            && Interlocked.CompareExchange(ref _responseTicks, time.Ticks, shortest) is var found && found != shortest)
        {
            shortest = found;
        }
    }

    /// <summary>Adds a plate, whose primary connection has a response.</summary>
    public void Join(ISegmentedDownload plate)
    {
        lock (_lock)
        {
            _plates.Add(plate);
            if (Now >= _state.HeldUntil)
            {
                FillSegmentCount(plate);
            }

            Restart(_state.Restart(), GovernorPolicy.SampleInterval);
        }
    }

    /// <summary>Removes a plate that is complete or has failed.</summary>
    public void Leave(ISegmentedDownload plate)
    {
        lock (_lock)
        {
            if (_plates.Remove(plate))
            {
                Restart(_state.Restart(), GovernorPolicy.SampleInterval);
            }
        }
    }

    /// <summary>Counts bytes of any connection, and evaluates a sample when one is due.</summary>
    public void BytesReceived(int count)
    {
        Interlocked.Add(ref _bytes, count);
        if (IsDue() && Monitor.TryEnter(_lock))
        {
            try
            {
                // Another thread may have evaluated the sample meanwhile.
                if (IsDue())
                {
                    Evaluate();
                }
            }
            finally
            {
                Monitor.Exit(_lock);
            }
        }
    }

    /// <summary>Reports a failure if it means that a host asks for fewer requests; true if it does.</summary>
    public bool ReportIfThrottled(EngineException failure)
    {
        if (failure.ErrorId is not (FigshareErrorId.RateLimited or FigshareErrorId.ServerError))
        {
            return false;
        }

        Throttled();
        return true;
    }

    /// <summary>
    /// A host asked for fewer requests (HTTP 429 or 503): each plate loses a connection, and none is added for two minutes.
    /// </summary>
    public void Throttled()
    {
        lock (_lock)
        {
            foreach (var plate in _plates)
            {
                plate.RemoveConnection();
            }

            _state = _state.Hold(Now, CircuitPolicy.FirstWait);
        }
    }

    /// <summary>A secondary connection was lost: none is added for some seconds.</summary>
    public void ConnectionLost()
    {
        lock (_lock)
        {
            _state = _state.Hold(Now, s_lossHold);
        }
    }

    /// <summary>The bandwidth limit has changed, so that what was measured before says nothing.</summary>
    /// <param name="maximumBytesPerSecond">The new limit; 0 for none.</param>
    public void ChangeLimit(long maximumBytesPerSecond)
    {
        lock (_lock)
        {
            _settings = _settings with { MaximumBytesPerSecond = maximumBytesPerSecond };
            Restart(_state.Restart(), GovernorPolicy.SampleInterval);
        }
    }

    private TimeSpan Now => clock.GetElapsedTime(_created);

    private int Connections => _plates.Sum(plate => plate.ActiveConnections);

    /// <summary>Whether a connection can be added. Plates that have not joined yet have connections too.</summary>
    private bool HasRoom => Connections < GovernorPolicy.MaximumConnections && Limit.HasRoom;

    private bool IsDue() => clock.GetTimestamp() >= Interlocked.Read(ref _due);

    private void Evaluate()
    {
        var seconds = Math.Max(0.001, clock.GetElapsedTime(_measuredSince).TotalSeconds);
        var sample = new ThroughputSample(Now, Interlocked.Read(ref _bytes) / seconds, Connections, ResponseTime);
        var decision = GovernorPolicy.Evaluate(_settings, _state, sample);
        var state = decision.State;
        if (decision.FillsSegmentCount)
        {
            _plates.ForEach(FillSegmentCount);
        }
        else if (decision.Change < 0)
        {
            Remove(-decision.Change);
        }
        else if (Add(decision.Change, GovernorPolicy.WorthwhileBytes(sample)))
        {
            state = GovernorPolicy.AfterAdding(state, sample);
        }

        Restart(state, decision.NextSample);
    }

    /// <summary>Adds connections to the plates with the most bytes per connection; false when no plate can use one.</summary>
    private bool Add(int count, long worthwhileBytes)
    {
        var hasAdded = false;
        for (; count > 0 && HasRoom; count--)
        {
            var plate = _plates.OrderByDescending(BytesPerConnection).FirstOrDefault();
            if (plate is null || BytesPerConnection(plate) < worthwhileBytes)
            {
                break;
            }

            plate.AddConnection();
            hasAdded = true;
        }

        return hasAdded;

        static long BytesPerConnection(ISegmentedDownload plate) => plate.ShareableBytes / (plate.ActiveConnections + 1);
    }

    private void Remove(int count)
    {
        for (; count > 0; count--)
        {
            _plates.OrderByDescending(plate => plate.ActiveConnections).FirstOrDefault()?.RemoveConnection();
        }
    }

    /// <summary>Gives a plate the number of connections that the user wants.</summary>
    private void FillSegmentCount(ISegmentedDownload plate)
    {
        // The number is computed first: connections may end, or not start, while others are added.
        for (var count = (_settings.SegmentCount ?? 0) - plate.ActiveConnections;
            count > 0 && HasRoom && plate.ShareableBytes / (plate.ActiveConnections + 1) >= SegmentPlan.MinimumBytes;
            count--)
        {
            plate.AddConnection();
        }
    }

    /// <summary>Starts a new measurement.</summary>
    private void Restart(GovernorState state, TimeSpan nextSample)
    {
        _state = state;
        _measuredSince = clock.GetTimestamp();
        Interlocked.Exchange(ref _bytes, 0);
        Interlocked.Exchange(ref _due, _measuredSince + (long)(nextSample.TotalSeconds * clock.TimestampFrequency));
    }
}
