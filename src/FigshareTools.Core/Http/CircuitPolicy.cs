using System;
using System.Collections.Generic;
using System.Linq;
using FigshareTools.Pacing;

namespace FigshareTools.Http;

/// <summary>What a caller does that hosts refuse.</summary>
internal enum CircuitAction
{
    /// <summary>Ask again: a host may be asked, or probed.</summary>
    Proceed,

    /// <summary>Wait.</summary>
    Wait,

    /// <summary>Fail: the outage has lasted too long.</summary>
    GiveUp,
}

/// <summary>What a caller does that hosts refuse.</summary>
/// <param name="Action">What it does.</param>
/// <param name="Until">When it decides again; null while a probe is under way, whose end is the next event.</param>
internal readonly record struct CircuitDecision(CircuitAction Action, TimeSpan? Until);

/// <summary>Decides when a host counts as refusing this client, when it is probed, and how long callers wait for it.</summary>
internal static class CircuitPolicy
{
    /// <summary>
    /// The different items that a host must refuse in a row before it counts as refusing this client. A refusal of fewer items
    /// is about these items: storages and proxies of institutions refuse single files.
    /// </summary>
    public const int RefusedItemsToOpen = 3;

    /// <summary>The wait before the first probe.</summary>
    public static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan[] s_waits =
        [FirstWait, TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(8), SharedRefusal.MaximumWait];

    // Timers of some systems expire a few milliseconds early.
    private static readonly TimeSpan s_timerTolerance = TimeSpan.FromSeconds(1);

    /// <summary>The circuit after a request.</summary>
    public static CircuitState After(CircuitState state, in HostSample sample) => sample.Outcome switch
    {
        HostOutcome.Answered => CircuitState.Closed,
        HostOutcome.Inconclusive => sample.IsProbe && state.IsOpen ? Reopened(state, sample) : state,
        _ when !state.IsOpen => AfterRefusal(state, sample),
        // Requests that were under way when the circuit was opened do not prolong the wait.
        _ => sample.IsProbe ? Reopened(state, sample) with { Refusal = sample.Refusal } : state,
    };

    /// <summary>The circuit after a look at what other processes have found out.</summary>
    /// <param name="state">The circuit.</param>
    /// <param name="shared">What they state now; null if the host refuses nothing.</param>
    /// <param name="now">The time.</param>
    /// <param name="newRefusal">Makes the failure of requests that are not sent, if this process was not refused itself.</param>
    public static CircuitState WithShared(
        CircuitState state, SharedRefusal? shared, TimeSpan now, Func<EngineException> newRefusal) => shared switch
    {
        // This process finds out by itself.
        _ when state.IsProbing => state,
        // Another process has met an answer. A refusal that this process could not state stays.
        null => state.SharedUntil is null ? state : CircuitState.Closed,
        // A probe that another process has claimed was put off; a time that is wrong must not be waited for again and again.
        _ when shared.Until == state.SharedUntil => state,
        _ => state with
        {
            OpenSince = state.OpenSince ?? now,
            NextProbe = now + shared.Remaining,
            Waits = shared.Waits,
            Refusal = state.Refusal ?? newRefusal(),
            SharedUntil = shared.Until,
        },
    };

    /// <summary>What a caller does that all of its hosts refuse.</summary>
    /// <param name="hosts">The circuits of the hosts that refused the caller's last request, or were not asked.</param>
    /// <param name="now">The time.</param>
    /// <param name="maximumOutage">The longest time that all hosts may refuse.</param>
    public static CircuitDecision Decide(IReadOnlyList<CircuitState> hosts, TimeSpan now, TimeSpan maximumOutage)
    {
        if (hosts.Any(host => !host.IsOpen || host.IsProbeDue(now)))
        {
            return new CircuitDecision(CircuitAction.Proceed, null);
        }

        if (hosts.Any(host => host.IsProbing))
        {
            return new CircuitDecision(CircuitAction.Wait, null);
        }

        var end = OutageStart(hosts) + maximumOutage;
        var nextProbe = hosts.Min(host => host.NextProbe);
        return end <= now
            ? new CircuitDecision(CircuitAction.GiveUp, null)
            : new CircuitDecision(CircuitAction.Wait, end < nextProbe ? end : nextProbe);
    }

    /// <summary>Since when all of these hosts, whose circuits are open, have refused this client.</summary>
    public static TimeSpan OutageStart(IEnumerable<CircuitState> hosts) => hosts.Max(host => host.OpenSince!.Value);

    private static CircuitState AfterRefusal(CircuitState state, in HostSample sample)
    {
        var isFirst = state.RefusedItems.Count == 0;
        var counted = state with
        {
            RefusedItems = state.RefusedItems.Contains(sample.Item)
                ? state.RefusedItems
                : [.. state.RefusedItems, sample.Item],
            RefusedSince = isFirst ? sample.Now : state.RefusedSince,
            Refusal = sample.Refusal,
        };
        // The API and the downloader are known to challenge, and for a time to refuse, all requests of a network (2025-12 to
        // 2026-09), and never a single file. So one challenge suffices, and so does a first wait without any answer: a run of
        // a single plate has no other items to ask for.
        var hasWaited = sample.IsFigshare && sample.Now - counted.RefusedSince >= FirstWait - s_timerTolerance;
        var isChallenge = sample.IsFigshare && sample.Outcome == HostOutcome.Challenged;
        return isChallenge || hasWaited || counted.RefusedItems.Count >= RefusedItemsToOpen
            ? Reopened(counted with { OpenSince = sample.Now, Waits = hasWaited ? 1 : 0 }, sample)
            : counted;
    }

    /// <summary>
    /// The circuit until the next probe. The waits for a storage do not grow: if it refuses many files and not the client, each
    /// probe may meet another of these files.
    /// </summary>
    private static CircuitState Reopened(CircuitState state, in HostSample sample) => state with
    {
        IsProbing = false,
        NextProbe = sample.Now + (sample.IsFigshare ? s_waits[Math.Min(state.Waits, s_waits.Length - 1)] : FirstWait),
        Waits = state.Waits + 1,
    };
}
