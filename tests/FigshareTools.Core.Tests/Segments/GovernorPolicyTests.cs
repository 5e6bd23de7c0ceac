using System;
using System.Collections.Generic;
using FigshareTools.Segments;

namespace FigshareTools.Core.Tests.Segments;

/// <summary>Decisions of <see cref="GovernorPolicy"/>: settings, state and sample determine the next state and the change.</summary>
public class GovernorPolicyTests
{
    private const int Interval = 125;

    private static readonly GovernorSettings s_five = new(SegmentCount: null, ThrottleLimit: 5, MaximumBytesPerSecond: 0);

    // The state after five connections of 10 MB/s were joined by others.
    private static readonly GovernorState s_settling = new() { Baseline = Sample(5, 10e6, seconds: 0), SettlingSamples = 4 };

    private static readonly GovernorState s_confirming = new() { IsConfirming = true };

    private static readonly GovernorState s_trusting = new() { UsefulLimit = 4, UsefulLimitUntil = Seconds(31) };

    private static readonly GovernorState s_held = new() { HeldUntil = Seconds(10) };

    private static readonly Dictionary<string, Case> s_cases = new()
    {
        ["No connection: nothing is added"] = new(s_five, new(), Sample(0, 0), Decision(new())),
        ["No connection: no segment count is filled"] = new(Segments(4), new(), Sample(0, 0), Decision(new())),

        ["Settling: slower connections get another sample"] = new(
            s_five, s_settling, Sample(10, 8e6), Decision(s_settling with { SettlingSamples = 3 })),
        ["Settling: faster connections get another sample"] = new(
            s_five, s_settling, Sample(10, 13e6), Decision(s_settling with { SettlingSamples = 3 })),
        ["Settling: the measurement after the last sample is longer"] = new(
            s_five, s_settling with { SettlingSamples = 1 }, Sample(10, 8e6),
            Decision(s_settling with { SettlingSamples = 0 }, milliseconds: 500)),
        ["Settled early: connections as fast as before are followed by more"] = new(
            s_five, s_settling, Sample(10, 9.5e6), Decision(new(), change: 6)),
        ["Settled by samples: slower connections are compared"] = new(
            s_five, s_settling with { SettlingSamples = 0 }, Sample(10, 8e6), Decision(new(), change: 6)),

        ["Segment count: plates are filled up to it"] = new(
            Segments(4), new(), Sample(2, 10e6), Decision(new(), fills: true)),
        ["Segment count: a full line does not matter"] = new(
            Segments(4), new(), Sample(2, 200e6), Decision(new(), fills: true)),

        ["Full line: above 128 MB/s a connection is alone"] = new(s_five, new(), Sample(1, 129e6), Decision(new())),
        ["Full line: below 128 MB/s the throttle limit is filled"] = new(
            s_five, new(), Sample(1, 127e6), Decision(new(), change: 4)),
        ["Full line: above 48 MB/s the throttle limit is enough"] = new(
            s_five, s_confirming, Sample(5, 49e6) with { ResponseTime = TimeSpan.FromMilliseconds(1) }, Decision(new())),
        ["Full line: while no response is measured, one more connection measures it"] = new(
            s_five, s_confirming, Sample(5, 49e6), Decision(new(), change: 1)),
        ["Full line: below 48 MB/s the throttle limit is exceeded"] = new(
            s_five, s_confirming, Sample(5, 47e6), Decision(new(), change: 5)),

        ["Bandwidth limit: above nine tenths nothing is added"] = new(
            s_five with { MaximumBytesPerSecond = 10_000_000 }, new(), Sample(1, 9.1e6), Decision(new())),
        ["Bandwidth limit: below nine tenths connections are added"] = new(
            s_five with { MaximumBytesPerSecond = 10_000_000 }, new(), Sample(1, 8.9e6), Decision(new(), change: 4)),
        ["Bandwidth limit: it counts for all connections together"] = new(
            s_five with { MaximumBytesPerSecond = 10_000_000 }, new(), Sample(4, 2.3e6), Decision(new())),

        ["Confirming: expected connections are measured twice"] = new(
            s_five, new(), Sample(5, 10e6), Decision(s_confirming, milliseconds: 500 - Interval)),
        ["Confirming: slow connections are doubled"] = new(
            s_five, s_confirming, Sample(5, 10e6), Decision(new(), change: 5)),

        ["Growth: up to the throttle limit first"] = new(s_five, new(), Sample(1, 10e6), Decision(new(), change: 4)),
        ["Growth: the throttle limit is not exceeded in the same step"] = new(
            s_five, new(), Sample(4, 10e6), Decision(new(), change: 1)),
        ["Growth: then doubling"] = new(s_five, s_confirming, Sample(7, 10e6), Decision(new(), change: 7)),
        ["Growth: not over sixteen by doubling"] = new(s_five, s_confirming, Sample(10, 10e6), Decision(new(), change: 6)),
        ["Growth: not over sixteen by the throttle limit"] = new(
            s_five with { ThrottleLimit = 40 }, new(), Sample(1, 10e6), Decision(new(), change: 15)),
        ["Growth: sixteen stay"] = new(s_five, s_confirming, Sample(16, 1e6), Decision(new())),

        ["Far: all connections are added at once"] = new(s_five, new(), Far(1, 1e6), Decision(new(), change: 15)),
        ["Far: more than expected are doubled to sixteen at least"] = new(
            s_five, s_confirming, Far(6, 10e6), Decision(new(), change: 10)),
        ["Far: connections that have only begun are measured twice"] = new(
            s_five, new(), Far(5, 1e6), Decision(s_confirming, milliseconds: 500 - Interval)),
        ["Far: a connection of 127 MB/s is none too fast for others"] = new(
            s_five, s_confirming, Far(5, 127e6), Decision(new(), change: 11)),
        ["Far: above 128 MB/s the throttle limit is enough"] = new(s_five, s_confirming, Far(5, 129e6), Decision(new())),
        ["Far: the trusted limit caps growth"] = new(s_five, s_trusting, Far(1, 1e6), Decision(s_trusting, change: 3)),
        ["Far: connections without effect are removed"] = new(
            s_five, new GovernorState { Baseline = Far(1, 10e6) }, Far(16, 10e6 / 16), Decision(Useful(1), change: -15)),
        ["Far: what was decided before the first measurement does not settle"] = new(
            s_five, After(1, 10e6) with { SettlingSamples = 3 }, Far(5, 1e6), Decision(new(), change: 11)),
        ["Near: a response of 14 ms is none from afar"] = new(
            s_five, new(), Sample(1, 10e6) with { ResponseTime = TimeSpan.FromMilliseconds(14) }, Decision(new(), change: 4)),

        ["Useful limit: connections without effect are removed"] = new(
            s_five, s_settling with { SettlingSamples = 0 }, Sample(10, 5e6), Decision(Useful(5), change: -5)),
        ["Useful limit: a third more throughput is a third more connections"] = new(
            s_five, After(6, 10e6), Sample(12, 80e6 / 12), Decision(Useful(8), change: -4)),
        ["Useful limit: when half of the added ones help, all stay"] = new(
            s_five, After(6, 10e6), Sample(12, 90e6 / 12), Decision(new(), change: 4)),
        ["Useful limit: less throughput keeps the connections from before"] = new(
            s_five, After(4, 10e6), Sample(8, 2e6), Decision(Useful(4), change: -4)),
        ["Useful limit: connections that have ended are not compared"] = new(
            s_five, After(10, 10e6), Sample(6, 5e6), Decision(new(), change: 6)),

        ["Trusted limit: it caps growth"] = new(
            s_five, s_trusting, Sample(1, 10e6, seconds: 30.999), Decision(s_trusting, change: 3)),
        ["Trusted limit: it removes nothing"] = new(
            s_five, s_trusting with { IsConfirming = true }, Sample(6, 10e6), Decision(s_trusting)),
        ["Trusted limit: it expires"] = new(
            s_five, s_trusting, Sample(1, 10e6, seconds: 31), Decision(s_trusting, change: 4)),

        ["Held: nothing is added"] = new(s_five, s_held, Sample(1, 10e6, seconds: 9.999), Decision(s_held)),
        ["Held: no segment count is filled"] = new(
            Segments(4), s_held, Sample(1, 10e6, seconds: 9.999), Decision(s_held)),
        ["Held: nothing is removed, and the measurement starts anew"] = new(
            s_five, After(5, 10e6) with { HeldUntil = Seconds(10) }, Sample(10, 5e6, seconds: 9.999), Decision(s_held)),
        ["Held: it ends"] = new(s_five, s_held, Sample(1, 10e6, seconds: 10), Decision(s_held, change: 4)),
    };

    public static TheoryData<string> Cases => [.. s_cases.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Decision_follows_from_settings_state_and_sample(string name)
    {
        var (settings, state, sample, expected) = s_cases[name];

        Assert.Equal(expected, GovernorPolicy.Evaluate(settings, state, sample));
    }

    [Theory]
    [InlineData(0.89, true)]
    [InlineData(0.91, false)]
    [InlineData(1.24, false)]
    [InlineData(1.26, true)]
    public void Connections_settle_until_they_are_about_as_fast_as_before(double ratio, bool isSettling)
    {
        var decision = GovernorPolicy.Evaluate(s_five, s_settling, Sample(10, ratio * 10e6));

        Assert.Equal(isSettling, decision.State.SettlingSamples == 3);
    }

    [Theory]
    [InlineData(10e6, 0, 32)]
    [InlineData(10e6, 14, 32)]
    [InlineData(20e6, 20, 16)]
    [InlineData(20e6, 80, 17)]
    [InlineData(30e6, 80, 26)]
    [InlineData(60e6, 80, 32)]
    public void Connection_is_worth_the_bytes_until_it_is_up_to_speed(double rate, int responseTime, int mebibytes)
    {
        var sample = Sample(4, rate) with { ResponseTime = TimeSpan.FromMilliseconds(responseTime) };

        Assert.Equal(mebibytes, GovernorPolicy.WorthwhileBytes(sample) >> 20);
    }

    [Fact]
    public void Hold_is_extended_but_never_shortened()
    {
        var held = new GovernorState().Hold(Seconds(10), Seconds(120));

        Assert.Equal(Seconds(130), held.HeldUntil);
        Assert.Equal(Seconds(130), held.Hold(Seconds(20), Seconds(10)).HeldUntil);
        Assert.Equal(Seconds(135), held.Hold(Seconds(125), Seconds(10)).HeldUntil);
    }

    [Fact]
    public void Added_connections_are_compared_with_the_sample_before()
    {
        var sample = Sample(5, 10e6);
        var state = GovernorPolicy.AfterAdding(s_trusting with { HeldUntil = Seconds(1) }, sample);

        Assert.Equal(s_trusting with { HeldUntil = Seconds(1), Baseline = sample, SettlingSamples = 4 }, state);
    }

    [Fact]
    public void Restart_keeps_only_the_limits()
    {
        var limits = s_trusting with { HeldUntil = Seconds(1) };

        Assert.Equal(
            limits, (limits with { Baseline = Sample(5, 10e6), SettlingSamples = 2, IsConfirming = true }).Restart());
    }

    private static GovernorSettings Segments(int count) => s_five with { SegmentCount = count };

    private static ThroughputSample Sample(int connections, double perConnection, double seconds = 1) =>
        new(Seconds(seconds), connections * perConnection, connections);

    private static ThroughputSample Far(int connections, double perConnection) =>
        Sample(connections, perConnection) with { ResponseTime = TimeSpan.FromMilliseconds(15) };

    /// <summary>The state when connections were added to others, and have had their time to come up to speed.</summary>
    private static GovernorState After(int connections, double perConnection) =>
        new() { Baseline = Sample(connections, perConnection, seconds: 0) };

    /// <summary>The state after a sample at one second has found a useful limit.</summary>
    private static GovernorState Useful(int limit) => new() { UsefulLimit = limit, UsefulLimitUntil = Seconds(31) };

    private static GovernorDecision Decision(
        GovernorState state, int milliseconds = Interval, int change = 0, bool fills = false) =>
        new(state, TimeSpan.FromMilliseconds(milliseconds), change, fills);

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private sealed record Case(
        GovernorSettings Settings, GovernorState State, ThroughputSample Sample, GovernorDecision Expected);
}
