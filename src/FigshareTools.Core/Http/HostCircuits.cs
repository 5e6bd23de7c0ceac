using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Http;

/// <summary>
/// The circuit breakers of all hosts that a run asks, by scheme, host and port. Requests that wait for a host share one timer:
/// one of them probes the host, and the others continue when it answers.
/// </summary>
/// <remarks>Its lock is a leaf: no other lock is taken while it is held.</remarks>
/// <param name="figshare">The addresses of the API and the downloader.</param>
/// <param name="maximumOutage">The longest time that requests wait while all of their hosts refuse; zero for none.</param>
/// <param name="clock">The clock.</param>
internal sealed partial class HostCircuits(IEnumerable<Uri> figshare, TimeSpan maximumOutage, TimeProvider clock)
{
    private readonly object _lock = new();
    private readonly HashSet<string> _figshare = [.. figshare.Select(KeyOf)];
    private readonly Dictionary<string, CircuitState> _circuits = [];
    private readonly long _created = clock.GetTimestamp();
    private TaskCompletionSource<bool> _changed = NewSignal();
    private ITimer? _timer;
    private TimeSpan _timerDue;
    private int _waiting;

    public TimeSpan MaximumOutage => maximumOutage;

    private TimeSpan Now => clock.GetElapsedTime(_created);

    /// <summary>Begins a request.</summary>
    /// <param name="item">What it asks for: a file id, or the path of an API request.</param>
    /// <param name="log">Receives the changes of circuits that the request causes, and shows its waits.</param>
    public HostPass NewPass(string item, IRunLog log) => new(this, item, log);

    public bool IsFigshare(Uri host) => _figshare.Contains(KeyOf(host));

    /// <summary>Whether all hosts refuse this client.</summary>
    public bool AreOpen(params Uri[] hosts)
    {
        lock (_lock)
        {
            return hosts.All(host => StateOf(host).IsOpen);
        }
    }

    public CircuitState StateAt(Uri host)
    {
        lock (_lock)
        {
            return StateOf(host);
        }
    }

    /// <summary>Takes the right to probe a host, if its circuit is open and a probe is due.</summary>
    /// <returns>The circuit before, and whether the caller probes the host.</returns>
    public (CircuitState Circuit, bool IsProbe) Enter(Uri host)
    {
        CircuitState state;
        bool isProbe;
        lock (_lock)
        {
            state = StateOf(host);
            isProbe = TryProbe(host);
        }

        return (state, isProbe && TryClaimProbe(host));
    }

    /// <summary>Records what a request met.</summary>
    /// <returns>The change of the host's circuit; null when there is none.</returns>
    public WorkEvent? Report(Uri host, HostOutcome outcome, string item, EngineException? refusal, bool isProbe)
    {
        CircuitState before, after;
        TimeSpan now;
        lock (_lock)
        {
            now = Now;
            before = StateOf(host);
            after = CircuitPolicy.After(before, new HostSample(outcome, item, now)
            {
                Refusal = refusal,
                IsFigshare = IsFigshare(host),
                IsProbe = isProbe,
            });
            _circuits[KeyOf(host)] = after;
            if (before.IsOpen && before != after)
            {
                SignalChange();
            }
        }

        Share(host, before, after, now);
        return ChangeOf(host, before, after, now);
    }

    /// <summary>Gives up the right to probe hosts, so that other requests can.</summary>
    public void EndProbes(IEnumerable<Uri> hosts)
    {
        lock (_lock)
        {
            foreach (var host in hosts)
            {
                _circuits[KeyOf(host)] = StateOf(host) with { IsProbing = false };
            }

            SignalChange();
        }
    }

    /// <summary>Waits until one of the hosts may be asked or probed.</summary>
    /// <param name="hosts">The hosts, all of which refuse this client or were not asked.</param>
    /// <param name="log">Shows the wait.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public async Task<HostTurn> WaitAsync(IReadOnlyList<Uri> hosts, IRunLog log, CancellationToken cancellationToken)
    {
        var isWaiting = false;
        WorkEvent.Waiting? shown = null;
        try
        {
            while (true)
            {
                LearnAll(hosts, log);
                var (turn, wait, changed) = Decide(hosts, ref isWaiting);
                if (turn is null)
                {
                    if (wait is not null && shown?.IsLike(wait.Cause.Host, wait.Until) is not true)
                    {
                        log.Report(shown = wait);
                    }

                    await changed!.WaitAsync(Timeout.InfiniteTimeSpan, clock, cancellationToken).ConfigureAwait(false);
                }
                else if (Claimed(turn, hosts) is { } claimed)
                {
                    return claimed;
                }
            }
        }
        finally
        {
            if (isWaiting)
            {
                EndWait();
                log.Report(new WorkEvent.WaitEnded());
            }
        }
    }

    /// <summary>The end of the wait; else what it waits for.</summary>
    private (HostTurn? Turn, WorkEvent.Waiting? Wait, Task? Changed) Decide(IReadOnlyList<Uri> hosts, ref bool isWaiting)
    {
        lock (_lock)
        {
            var now = Now;
            var decision = CircuitPolicy.Decide([.. hosts.Select(StateOf)], now, maximumOutage);
            if (decision.Action != CircuitAction.Wait)
            {
                return (TurnOf(decision.Action, hosts, now), null, null);
            }

            _waiting += isWaiting ? 0 : 1;
            isWaiting = true;
            var wait = decision.Until is { } until
                ? new WorkEvent.Waiting(until - now, LocalTime(until - now), EventCause.Of(StateOf(hosts[0]).Refusal!))
                : null;
            return (null, wait, NextChange(EndOfWait(decision.Until, now), now));
        }
    }

    /// <summary>The right to probe, or the outage that has lasted too long.</summary>
    private HostTurn TurnOf(CircuitAction action, IReadOnlyList<Uri> hosts, TimeSpan now) => action == CircuitAction.GiveUp
        ? new HostTurn([], new HostOutage(
            hosts[0], StateOf(hosts[0]).Refusal!, now - CircuitPolicy.OutageStart(hosts.Select(StateOf))))
        : new HostTurn([.. hosts.Where(TryProbe)], Outage: null);

    /// <summary>Scheme, host and port of an address, without its secrets.</summary>
    public static Uri HostOf(Uri uri) => new(KeyOf(uri));

    private WorkEvent? ChangeOf(Uri host, CircuitState before, CircuitState after, TimeSpan now) =>
        !after.IsOpen ? before.IsOpen ? new WorkEvent.HostAnswered(host.Host, now - before.OpenSince!.Value) : null
        : before.NextProbe == after.NextProbe && before.IsOpen ? null
        : new WorkEvent.HostRefused(
            EventCause.Of(after.Refusal!), LocalTime(after.NextProbe - now), IsContinued: before.IsOpen);

    private static string KeyOf(Uri uri) => uri.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    private static TaskCompletionSource<bool> NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private DateTimeOffset LocalTime(TimeSpan fromNow) => clock.GetLocalNow() + fromNow;

    private CircuitState StateOf(Uri host) =>
        _circuits.TryGetValue(KeyOf(host), out var state) ? state : CircuitState.Closed;

    private bool TryProbe(Uri host)
    {
        var state = StateOf(host);
        if (!state.IsProbeDue(Now))
        {
            return false;
        }

        _circuits[KeyOf(host)] = state with { IsProbing = true };
        return true;
    }

    /// <summary>The next change of a circuit, or the end of a wait if that is earlier.</summary>
    private Task<bool> NextChange(TimeSpan? until, TimeSpan now)
    {
        if (until is { } due && (_timer is null || due < _timerDue))
        {
            _timer?.Dispose();
            _timerDue = due;
            _timer = clock.CreateTimer(_ => EndTimer(), null, due - now, Timeout.InfiniteTimeSpan);
        }

        return _changed.Task;
    }

    private void EndTimer()
    {
        lock (_lock)
        {
            SignalChange();
        }
    }

    private void EndWait()
    {
        lock (_lock)
        {
            if (--_waiting == 0)
            {
                _timer?.Dispose();
                _timer = null;
            }
        }
    }

    /// <summary>Lets all waiting requests decide again. Those that continue to wait start the timer again.</summary>
    private void SignalChange()
    {
        _timer?.Dispose();
        _timer = null;
        var changed = _changed;
        _changed = NewSignal();
        changed.TrySetResult(true);
    }
}
