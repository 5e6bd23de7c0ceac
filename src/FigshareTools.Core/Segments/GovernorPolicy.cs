using System;

namespace FigshareTools.Segments;

/// <summary>What the user wants.</summary>
/// <param name="SegmentCount">Connections for each plate; null to find out how many are useful.</param>
/// <param name="ThrottleLimit">Plates that are downloaded at once: so many connections the user expects in any case.</param>
/// <param name="MaximumBytesPerSecond">The bandwidth limit; 0 for none.</param>
internal sealed record GovernorSettings(int? SegmentCount, int ThrottleLimit, long MaximumBytesPerSecond);

/// <summary>A measurement of all connections of a run.</summary>
/// <param name="Now">The time since the run started.</param>
/// <param name="BytesPerSecond">The throughput of all connections together.</param>
/// <param name="Connections">The number of connections.</param>
/// <param name="ResponseTime">The shortest time that a response of the storage took.</param>
internal readonly record struct ThroughputSample(
    TimeSpan Now, double BytesPerSecond, int Connections, TimeSpan ResponseTime = default)
{
    public double BytesPerSecondPerConnection => BytesPerSecond / Connections;
}

/// <summary>What the governor remembers between two samples.</summary>
internal readonly record struct GovernorState()
{
    /// <summary>The sample before connections were added; null when none were.</summary>
    public ThroughputSample? Baseline { get; init; }

    /// <summary>Samples for which added connections may still come up to speed.</summary>
    public int SettlingSamples { get; init; }

    /// <summary>Whether the last sample found slow connections, and is to be confirmed.</summary>
    public bool IsConfirming { get; init; }

    /// <summary>The largest number of connections that was found to be useful.</summary>
    public int UsefulLimit { get; init; } = GovernorPolicy.MaximumConnections;

    /// <summary>The time until which <see cref="UsefulLimit"/> is trusted.</summary>
    public TimeSpan UsefulLimitUntil { get; init; }

    /// <summary>The time until which no connection is added.</summary>
    public TimeSpan HeldUntil { get; init; }

    /// <summary>The state with which a new measurement starts.</summary>
    public GovernorState Restart() => this with { Baseline = null, SettlingSamples = 0, IsConfirming = false };

    /// <summary>The state in which no connection is added for some time, or for longer if that was decided before.</summary>
    public GovernorState Hold(TimeSpan now, TimeSpan time) =>
        HeldUntil < now + time ? this with { HeldUntil = now + time } : this;
}

/// <summary>What the governor does after a sample.</summary>
/// <param name="State">The next state.</param>
/// <param name="NextSample">The time until the next sample.</param>
/// <param name="Change">Connections to add, or to remove if negative.</param>
/// <param name="FillsSegmentCount">Whether each plate is to get the number of connections that the user wants.</param>
internal readonly record struct GovernorDecision(
    GovernorState State, TimeSpan NextSample, int Change = 0, bool FillsSegmentCount = false);

/// <summary>
/// Decides how many connections a run has. Object stores limit the rate of each connection; there, more connections fill the
/// line. Where the line or the machine is the limit, more connections only cost. The policy therefore adds connections while
/// the measured throughput follows, and removes them when it does not.
/// </summary>
internal static class GovernorPolicy
{
    /// <summary>A run has no more connections to the storage, unless it downloads more plates than this at once.</summary>
    public const int MaximumConnections = 16;

    // No object store limits a connection to a rate that high (S3: some 90 MB/s). The limit is the line or this machine.
    private const double UnlimitedBytesPerSecond = 128e6;

    // Once the connections that the user expects are there, more are added only where each one is slow.
    private const double SlowBytesPerSecond = 48e6;

    // A connection is up to speed after some ten round trips: three until its first byte, seven until its window is 1.8 MB.
    private const int RoundTripsToSpeed = 10;
    private const long MinimumWorthwhileBytes = 16L << 20;
    private const long MaximumWorthwhileBytes = 32L << 20;

    // Added connections take a while to come up to speed. They have when a connection's rate is close to what it was before,
    // or after so many samples.
    private const int MaximumSettlingSamples = 4;
    private const double MinimumSettledRatio = 0.9;
    private const double MaximumSettledRatio = 1.25;

    /// <summary>The usual time between two samples. The rate of a limited connection shows soon.</summary>
    public static readonly TimeSpan SampleInterval = TimeSpan.FromMilliseconds(125);

    // A storage that takes this long is far away. There, a connection needs several round trips until its first byte, and some
    // ten more until it is up to speed.
    private static readonly TimeSpan s_farResponse = TimeSpan.FromMilliseconds(15);

    private static readonly TimeSpan s_measuringTime = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_usefulLimitTrust = TimeSpan.FromSeconds(30);

    /// <summary>Whether a storage is far away.</summary>
    /// <param name="responseTime">The shortest time that a response of it took.</param>
    public static bool IsFar(TimeSpan responseTime) => responseTime >= s_farResponse;

    /// <summary>Decides what to do after a sample.</summary>
    public static GovernorDecision Evaluate(GovernorSettings settings, GovernorState state, ThroughputSample sample)
    {
        // Responses are measured after the first one. What was decided before must not wait for connections to come up to speed.
        var isNewlyFar = IsFar(sample.ResponseTime) && state.Baseline is { } before && !IsFar(before.ResponseTime);
        if (!isNewlyFar && IsSettling(state, sample))
        {
            var remaining = state.SettlingSamples - 1;
            return new(
                state with { SettlingSamples = remaining, IsConfirming = false },
                remaining > 0 ? SampleInterval : s_measuringTime);
        }

        var next = state.Restart();
        if (sample.Connections == 0 || sample.Now < state.HeldUntil)
        {
            return new(next, SampleInterval);
        }

        if (settings.SegmentCount is not null)
        {
            return new(next, SampleInterval, FillsSegmentCount: true);
        }

        if (IsLineFull(settings, sample))
        {
            return new(next, SampleInterval);
        }

        if (sample.Connections >= settings.ThrottleLimit && state is { Baseline: null, IsConfirming: false })
        {
            // The connections that the user expects may only have begun. They are measured for half a second in all.
            return new(next with { IsConfirming = true }, s_measuringTime - SampleInterval);
        }

        if (!isNewlyFar && state.Baseline is { } baseline && UsefulConnections(baseline, sample) is { } useful)
        {
            return new(
                next with { UsefulLimit = useful, UsefulLimitUntil = sample.Now + s_usefulLimitTrust },
                SampleInterval, useful - sample.Connections);
        }

        // The useful limit is trusted for a while: when plates end, the remaining ones get as many connections.
        var maximum = sample.Now < state.UsefulLimitUntil ? state.UsefulLimit : MaximumConnections;
        // To a storage that is far away, all are added at once. Two steps more took 1.1 s of a plate of 1 GiB (80 ms, 20 MB/s a
        // connection), and the ones without effect are removed all the same.
        var wanted = IsFar(sample.ResponseTime) ? MaximumConnections
            : sample.Connections < settings.ThrottleLimit ? settings.ThrottleLimit
            : sample.BytesPerSecondPerConnection > SlowBytesPerSecond ? sample.Connections + 1
            : 2 * sample.Connections;
        return new(next, SampleInterval, Math.Max(0, Math.Min(maximum, wanted) - sample.Connections));
    }

    /// <summary>The state after connections were added because of a sample.</summary>
    public static GovernorState AfterAdding(GovernorState state, ThroughputSample sample) =>
        state with { Baseline = sample, SettlingSamples = MaximumSettlingSamples };

    /// <summary>
    /// The bytes that a further connection needs to be worth it. Far away, about as many as an existing one receives until it is
    /// up to speed: with 32 MiB, the last two of nine plates of 200 MiB had two connections each, and filled half of a line.
    /// </summary>
    public static long WorthwhileBytes(ThroughputSample sample)
    {
        if (!IsFar(sample.ResponseTime))
        {
            return MaximumWorthwhileBytes;
        }

        var seconds = SampleInterval.TotalSeconds + (RoundTripsToSpeed * sample.ResponseTime.TotalSeconds);
        var bytes = seconds * sample.BytesPerSecond / Math.Max(1, sample.Connections);
        return (long)Math.Min(MaximumWorthwhileBytes, Math.Max(MinimumWorthwhileBytes, bytes));
    }

    /// <summary>
    /// Whether added connections are still coming up to speed. A rate well above the one before also counts: then the earlier
    /// connections were not up to speed themselves when they were measured.
    /// </summary>
    private static bool IsSettling(GovernorState state, ThroughputSample sample) =>
        state is { SettlingSamples: > 0, Baseline: { } baseline }
        && !(sample.BytesPerSecondPerConnection / baseline.BytesPerSecondPerConnection
            is > MinimumSettledRatio and < MaximumSettledRatio);

    /// <summary>
    /// Whether more connections would bring nothing. On the way to a storage that is far away, not this machine keeps a
    /// connection below <see cref="UnlimitedBytesPerSecond"/>. Where no response was measured yet, one connection measures it.
    /// </summary>
    private static bool IsLineFull(GovernorSettings settings, ThroughputSample sample)
    {
        var mayBeFar = sample.ResponseTime == TimeSpan.Zero || IsFar(sample.ResponseTime);
        var limit = sample.Connections < settings.ThrottleLimit || mayBeFar
            ? UnlimitedBytesPerSecond
            : SlowBytesPerSecond;
        return sample.BytesPerSecondPerConnection > limit
            || (settings.MaximumBytesPerSecond > 0 && sample.BytesPerSecond > 0.9 * settings.MaximumBytesPerSecond);
    }

    /// <summary>
    /// How many connections are useful: if the throughput rose by a third, a third more than before. Null when at least half of
    /// the added ones are.
    /// </summary>
    private static int? UsefulConnections(ThroughputSample baseline, ThroughputSample sample)
    {
        var growth = Math.Max(1, sample.BytesPerSecond / baseline.BytesPerSecond);
        var useful = (int)Math.Ceiling(baseline.Connections * growth);
        var added = sample.Connections - baseline.Connections;
        return useful < sample.Connections - (added / 2) ? useful : null;
    }
}
