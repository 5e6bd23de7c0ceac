using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using FigshareTools.Http;

namespace FigshareTools.Transfer;

/// <summary>A plate that can be brought over several connections.</summary>
internal interface ISegmented
{
    /// <summary>Connections it has now, without those that are to end.</summary>
    int Connections { get; }

    /// <summary>Bytes that have still to come; 0 when it cannot be divided.</summary>
    long BytesToShare { get; }

    /// <summary>Begins one connection more.</summary>
    void Grow();

    /// <summary>Ends one connection after the part that it is at, if there is more than one.</summary>
    void Shrink();
}

/// <summary>
/// Decides how many connections the plates of a run have. Each has one; where a connection is capped, as object stores do, more
/// of them fill the line, and where it is not, they only cost. So it is measured.
/// </summary>
/// <param name="segmentCount">Connections for each plate, as the user wants; null to decide by measuring.</param>
/// <param name="throttleLimit">Plates in flight at once: so many connections the user expects anyway.</param>
/// <param name="maximumBytesPerSecond">The user's limit; 0 for none.</param>
/// <param name="clock">Where time comes from.</param>
internal sealed class ConnectionGovernor(
    int? segmentCount, int throttleLimit, long maximumBytesPerSecond, TimeProvider clock)
{
    /// <summary>No run opens more towards a host of its own accord.</summary>
    public const int Maximum = 16;

    // Below this a plate is there before another connection has begun to help.
    private const long BytesWorthSharing = 32L << 20;

    // No object store caps a connection so high (S3: some 90 MB/s): what limits here is the line or this machine.
    private const double UncappedBytesPerSecond = 128e6;

    // New connections take a while to come up to speed, unless each brings as much as those before: so many looks, then it is
    // measured. Where all together bring more than that, those before were not up to speed themselves.
    private const int SettlingLooks = 4;
    private const double LeastOfSpeed = 0.9;
    private const double MostOfSpeed = 1.25;

    // The plates that the user wants at once are in flight already: more only where each connection is slow.
    private const double SlowBytesPerSecond = 48e6;

    // A capped connection shows soon what it brings.
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(125);
    private static readonly TimeSpan s_measuring = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_trust = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(10);

    private readonly object _gate = new();
    private readonly List<ISegmented> _plates = [];
    private long _bytes;
    private long _since = clock.GetTimestamp();
    private long _due = clock.GetTimestamp();
    private long _heldSince;
    private TimeSpan _held;
    private (double Rate, int Connections)? _before;
    private int _settles;
    private bool _wasSlow;

    // More than so many were found to be of no use, then.
    private int _enough = Maximum;
    private long _enoughSince;

    /// <summary>A plate's first connection has an answer.</summary>
    public void Join(ISegmented plate)
    {
        lock (_gate)
        {
            _plates.Add(plate);
            if (!IsHeld())
            {
                GrowToWish(plate);
            }

            Restart(s_interval);
        }
    }

    /// <summary>A plate has come to its end, or failed.</summary>
    public void Leave(ISegmented plate)
    {
        lock (_gate)
        {
            if (_plates.Remove(plate))
            {
                Restart(s_interval);
            }
        }
    }

    /// <summary>Bytes came, over any connection.</summary>
    public void Came(int count)
    {
        Interlocked.Add(ref _bytes, count);
        if (clock.GetTimestamp() >= Interlocked.Read(ref _due) && Monitor.TryEnter(_gate))
        {
            try
            {
                // Somebody else may just have looked, or begun to measure anew.
                if (clock.GetTimestamp() >= Interlocked.Read(ref _due))
                {
                    Look();
                }
            }
            finally
            {
                Monitor.Exit(_gate);
            }
        }
    }

    /// <summary>A host asks for less (429, 503): no plate gets another connection for a while, and some lose one.</summary>
    public void Refused()
    {
        lock (_gate)
        {
            foreach (var plate in _plates)
            {
                plate.Shrink();
            }

            Hold(HostCircuitBreaker.OpenTime);
        }
    }

    /// <summary>A further connection broke. One in its place may break too: not at once, or it is a storm.</summary>
    public void Lost()
    {
        lock (_gate)
        {
            Hold(s_pause);
        }
    }

    private void Look()
    {
        var rate = Interlocked.Read(ref _bytes) / Math.Max(0.001, clock.GetElapsedTime(_since).TotalSeconds);
        var connections = Total();
        var before = _before;
        if (_settles > 0 && before is { } fewer && !IsUpToSpeed(rate / connections / (fewer.Rate / fewer.Connections)))
        {
            var left = _settles - 1;
            Restart(left > 0 ? s_interval : s_measuring);
            (_before, _settles) = (before, left);
            return;
        }

        var wasSlow = _wasSlow;
        Restart(s_interval);
        if (connections == 0 || IsHeld())
        {
            return;
        }

        if (segmentCount is not null)
        {
            _plates.ForEach(GrowToWish);
            return;
        }

        if (rate / connections > (connections < throttleLimit ? UncappedBytesPerSecond : SlowBytesPerSecond)
            || (maximumBytesPerSecond > 0 && rate > 0.9 * maximumBytesPerSecond))
        {
            return;
        }

        if (connections >= throttleLimit && before is null && !wasSlow)
        {
            // As many as the user wants may only have begun: half a second in all.
            Restart(s_measuring - s_interval);
            _wasSlow = true;
            return;
        }

        if (before is { } last && last.Connections < connections)
        {
            // As many as the rate shows to be of use: if it rose by a third, a third more.
            var useful = (int)Math.Ceiling(last.Connections * Math.Max(1, rate / last.Rate));
            if (useful < connections - ((connections - last.Connections) / 2))
            {
                Shrink(connections - useful);
                (_enough, _enoughSince) = (useful, clock.GetTimestamp());
                return;
            }
        }

        // Trusted for a while: when plates have ended, those that are left get as many.
        var most = clock.GetElapsedTime(_enoughSince) < s_trust ? _enough : Maximum;
        if (Grow(Math.Min(most, connections < throttleLimit ? throttleLimit : 2 * connections) - connections))
        {
            Restart(s_interval);
            (_before, _settles) = ((rate, connections), SettlingLooks);
        }
    }

    private static bool IsUpToSpeed(double share) => share is > LeastOfSpeed and < MostOfSpeed;

    private bool Grow(int count)
    {
        var grown = false;
        for (; count > 0 && Total() < Maximum; count--)
        {
            var plate = _plates.OrderByDescending(p => p.BytesToShare / (p.Connections + 1)).FirstOrDefault();
            if (plate is null || plate.BytesToShare / (plate.Connections + 1) < BytesWorthSharing)
            {
                break;
            }

            plate.Grow();
            grown = true;
        }

        return grown;
    }

    private void GrowToWish(ISegmented plate)
    {
        // Counted before: some may end, or not begin, while others are added.
        for (var count = (segmentCount ?? 0) - plate.Connections;
            count > 0 && Total() < Maximum
            && plate.BytesToShare / (plate.Connections + 1) >= SegmentPlan.MinimumBytes;
            count--)
        {
            plate.Grow();
        }
    }

    private void Shrink(int count)
    {
        for (; count > 0; count--)
        {
            _plates.OrderByDescending(plate => plate.Connections).FirstOrDefault()?.Shrink();
        }
    }

    /// <summary>Holds for a time; for longer, if it was to be longer anyway.</summary>
    private void Hold(TimeSpan time)
    {
        if (_held - clock.GetElapsedTime(_heldSince) < time)
        {
            (_heldSince, _held) = (clock.GetTimestamp(), time);
        }
    }

    private bool IsHeld() => clock.GetElapsedTime(_heldSince) < _held;

    private int Total() => _plates.Sum(plate => plate.Connections);

    /// <summary>Measures anew: what was measured before was another state of things.</summary>
    private void Restart(TimeSpan time)
    {
        (_before, _settles, _wasSlow) = (null, 0, false);
        _since = clock.GetTimestamp();
        Interlocked.Exchange(ref _bytes, 0);
        Interlocked.Exchange(ref _due, _since + (long)(time.TotalSeconds * clock.TimestampFrequency));
    }
}
