using System;
using System.Globalization;
using System.Linq;
using FigshareTools.Http;

namespace FigshareTools.Core.Tests.Http;

/// <summary>Tables of the circuit breakers' decisions. Times are minutes.</summary>
public class CircuitPolicyTests
{
    /// <summary>
    /// Samples: outcome (a answer, r refusal, c challenge, i inconclusive; in capitals for a probe), item, and time.
    /// </summary>
    [Theory]
    [InlineData("API", "", null)]
    [InlineData("API", "r1@0", null)]
    [InlineData("API", "r1@0 r1@1 r1@1.5", null)]
    [InlineData("API", "r1@0 r2@0", null)]
    [InlineData("API", "r1@0 r2@0 r3@0", 2.0)]
    [InlineData("API", "r1@0 r2@0 a1@0 r3@0", null)]
    [InlineData("API", "r1@0 r2@0 i4@0 r3@0", 2.0)]
    [InlineData("API", "c1@0", 2.0)]
    [InlineData("API", "c1@0 a2@0", null)]
    [InlineData("API", "r1@0 r1@2", 6.0)]
    [InlineData("API", "r1@0 a1@1 r1@2", null)]
    [InlineData("API", "c1@0 r2@1 c3@1", 2.0)]
    [InlineData("API", "c1@0 C1@2", 6.0)]
    [InlineData("API", "c1@0 C1@2 R2@6", 14.0)]
    [InlineData("API", "c1@0 C1@2 R2@6 C3@14", 29.0)]
    [InlineData("API", "c1@0 C1@2 R2@6 C3@14 C3@29", 44.0)]
    [InlineData("API", "c1@0 I1@2", 6.0)]
    [InlineData("API", "c1@0 i2@1", 2.0)]
    [InlineData("API", "c1@0 C1@2 A1@6", null)]
    [InlineData("storage", "c1@0 c1@2 r1@60", null)]
    [InlineData("storage", "r1@0 c2@0 r3@0", 2.0)]
    [InlineData("storage", "r1@0 r2@0 r3@0 R4@2 R5@4", 6.0)]
    [InlineData("storage", "r1@0 r2@0 r3@0 A4@2", null)]
    public void Circuit_opens_for_a_refused_client_and_not_for_a_file(string host, string samples, double? nextProbe)
    {
        var state = samples.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Aggregate(CircuitState.Closed, (state, sample) => CircuitPolicy.After(state, Sample(sample, host == "API")));

        Assert.Equal(nextProbe, state.IsOpen ? state.NextProbe.TotalMinutes : null);
        Assert.False(state.IsProbing);
    }

    /// <summary>Circuits: closed, or the times of their opening and of the next probe, with p while one is probed.</summary>
    [Theory]
    [InlineData("closed", 0, 60, nameof(CircuitAction.Proceed), null)]
    [InlineData("0-2 closed", 1, 60, nameof(CircuitAction.Proceed), null)]
    [InlineData("0-2", 1, 60, nameof(CircuitAction.Wait), 2.0)]
    [InlineData("0-2", 2, 60, nameof(CircuitAction.Proceed), null)]
    [InlineData("0-6 1-3", 2, 60, nameof(CircuitAction.Wait), 3.0)]
    [InlineData("0-6 1-3", 3, 60, nameof(CircuitAction.Proceed), null)]
    [InlineData("0-6p 1-7", 6.5, 60, nameof(CircuitAction.Wait), null)]
    [InlineData("0-6p 1-7", 7, 60, nameof(CircuitAction.Proceed), null)]
    [InlineData("0-74 1-75", 59, 60, nameof(CircuitAction.Wait), 61.0)]
    [InlineData("0-74 1-75", 61, 60, nameof(CircuitAction.GiveUp), null)]
    [InlineData("0-59p", 61, 60, nameof(CircuitAction.Wait), null)]
    [InlineData("0-74", 74, 60, nameof(CircuitAction.Proceed), null)]
    [InlineData("0-2", 0, 0, nameof(CircuitAction.GiveUp), null)]
    public void Request_waits_until_a_probe_is_due_or_the_outage_is_too_long(
        string circuits, double now, double maximumOutage, string action, double? until)
    {
        var decision = CircuitPolicy.Decide(
            [.. circuits.Split(' ').Select(Circuit)], TimeSpan.FromMinutes(now), TimeSpan.FromMinutes(maximumOutage));

        Assert.Equal(action, decision.Action.ToString());
        Assert.Equal(until, decision.Until?.TotalMinutes);
    }

    private static HostSample Sample(string text, bool isFigshare) => new(
        char.ToLowerInvariant(text[0]) switch
        {
            'a' => HostOutcome.Answered,
            'r' => HostOutcome.Refused,
            'c' => HostOutcome.Challenged,
            _ => HostOutcome.Inconclusive,
        },
        text[1..2],
        Minutes(text[3..]))
    {
        IsFigshare = isFigshare,
        IsProbe = char.IsUpper(text[0]),
    };

    private static CircuitState Circuit(string text) => text == "closed"
        ? CircuitState.Closed
        : new CircuitState
        {
            OpenSince = Minutes(text.Split('-')[0]),
            NextProbe = Minutes(text.Split('-')[1].TrimEnd('p')),
            IsProbing = text.EndsWith('p'),
        };

    private static TimeSpan Minutes(string text) =>
        TimeSpan.FromMinutes(double.Parse(text, CultureInfo.InvariantCulture));
}
