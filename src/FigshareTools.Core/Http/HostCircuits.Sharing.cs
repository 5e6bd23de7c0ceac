using System;
using System.Collections.Generic;
using System.Linq;
using FigshareTools.Pacing;

namespace FigshareTools.Http;

/// <content>
/// The circuits of the API and the downloader, as all processes see them that share a pace folder. Storages refuse single files,
/// so each run judges them by itself. The folder is read and written outside the lock.
/// </content>
internal sealed partial class HostCircuits
{
    private static readonly TimeSpan s_lookInterval = TimeSpan.FromSeconds(1);

    // A wait can end earlier, when another process has met an answer. A probe of another process takes about as long.
    private static readonly TimeSpan s_lookWhileWaiting = TimeSpan.FromSeconds(15);

    private readonly Dictionary<string, TimeSpan> _looks = [];

    /// <summary>What other processes have found out; null for a run that shares nothing.</summary>
    public SharedRefusals? Shared { get; init; }

    private bool IsShared(Uri host) => Shared is not null && IsFigshare(host);

    /// <summary>Learns from other processes whether a host refuses this network, at most once a second.</summary>
    /// <returns>The change of the host's circuit; null when there is none.</returns>
    public WorkEvent? Learn(Uri host)
    {
        if (!IsShared(host) || !IsLookDue(host) || Shared!.Look(host) is not { } look)
        {
            return null;
        }

        lock (_lock)
        {
            var (before, now) = (StateOf(host), Now);
            var after = CircuitPolicy.WithShared(before, look.Refusal, now, () => RefusedElsewhere(host));
            _circuits[KeyOf(host)] = after;
            if (before.IsOpen && before != after)
            {
                SignalChange();
            }

            return ChangeOf(host, before, after, now);
        }
    }

    private void LearnAll(IReadOnlyList<Uri> hosts, IRunLog log)
    {
        foreach (var change in hosts.Select(Learn).OfType<WorkEvent>())
        {
            log.Report(change);
        }
    }

    /// <summary>States the change of a circuit for other processes.</summary>
    private void Share(Uri host, CircuitState before, CircuitState after, TimeSpan now)
    {
        if (!IsShared(host))
        {
            return;
        }

        if (!after.IsOpen)
        {
            if (before.IsOpen)
            {
                Shared!.Withdraw(host);
            }
        }
        else if ((!before.IsOpen || before.NextProbe != after.NextProbe)
            && Shared!.State(host, after.NextProbe - now, after.Waits) is { } until)
        {
            lock (_lock)
            {
                var state = StateOf(host);
                _circuits[KeyOf(host)] = state.IsOpen ? state with { SharedUntil = until } : state;
            }
        }
    }

    /// <summary>
    /// Claims a probe from the other processes, for which this process has taken the right to probe. If another process has
    /// claimed it, the probe is due again a little later, in case that the other process ends.
    /// </summary>
    private bool TryClaimProbe(Uri host)
    {
        if (!IsShared(host) || Shared!.TryClaimProbe(host))
        {
            return true;
        }

        lock (_lock)
        {
            _circuits[KeyOf(host)] = StateOf(host) with { IsProbing = false, NextProbe = Now + s_lookWhileWaiting };
            SignalChange();
        }

        return false;
    }

    /// <summary>The turn with the probes that no other process has claimed; null when nothing is left to ask.</summary>
    private HostTurn? Claimed(HostTurn turn, IReadOnlyList<Uri> hosts)
    {
        var claimed = turn.Probes.Where(TryClaimProbe).ToList();
        return claimed.Count == turn.Probes.Count ? turn
            : claimed.Count > 0 || !AreOpen([.. hosts]) ? turn with { Probes = claimed }
            : null;
    }

    /// <summary>When a wait looks again at what other processes have found out.</summary>
    private TimeSpan? EndOfWait(TimeSpan? until, TimeSpan now) =>
        Shared is not null && until > now + s_lookWhileWaiting ? now + s_lookWhileWaiting : until;

    private bool IsLookDue(Uri host)
    {
        lock (_lock)
        {
            var now = Now;
            if (_looks.TryGetValue(KeyOf(host), out var last) && now - last < s_lookInterval)
            {
                return false;
            }

            _looks[KeyOf(host)] = now;
            return true;
        }
    }

    private static EngineException RefusedElsewhere(Uri host) => new(
        FailureKind.HostRefused, FigshareErrorId.AccessRefused,
        $"{host.Host} refused another process that shares the pace folder", "try again later or from another network")
    {
        Host = host.Host,
        RefusingHost = HostOf(host),
    };
}
