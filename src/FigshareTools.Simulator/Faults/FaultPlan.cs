using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Simulator;

/// <summary>The faults that are switched on. May be changed while requests are served.</summary>
public sealed class FaultPlan
{
    private readonly Lock _lock = new();
    private readonly List<ActiveFault> _faults = [];
    private TaskCompletionSource _stallsReleased = NewSignal();
    private TaskCompletionSource _stalled = NewSignal();
    private int _standing;
    private BodyHold? _hold;

    internal FaultPlan()
    {
    }

    /// <summary>All faults that were switched on, spent ones too, in that order.</summary>
    public IReadOnlyList<ActiveFault> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _faults];
            }
        }
    }

    /// <summary>The hold that applies to storage bodies that begin now.</summary>
    internal BodyHold? CurrentHold
    {
        get
        {
            lock (_lock)
            {
                return _hold is { IsReleased: false } ? _hold : null;
            }
        }
    }

    /// <summary>Switches a fault on. If several match a request, the one switched on first hits it.</summary>
    public ActiveFault Add(Fault fault)
    {
        var active = new ActiveFault(fault);
        lock (_lock)
        {
            _faults.Add(active);
        }

        return active;
    }

    /// <summary>Switches a fault off.</summary>
    public void Remove(ActiveFault fault)
    {
        lock (_lock)
        {
            _faults.Remove(fault);
        }
    }

    /// <summary>Switches all faults off. What stands still keeps standing still.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _faults.Clear();
        }
    }

    /// <summary>Waits until so many answers stand still at the same time.</summary>
    public async Task WaitForStallsAsync(int count, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task stalled;
            lock (_lock)
            {
                if (_standing >= count)
                {
                    return;
                }

                stalled = _stalled.Task;
            }

            await stalled.WaitAsync(cancellationToken);
        }
    }

    /// <summary>
    /// Lets all answers go on that stand still now. One that is about to stand still is not among them: see
    /// <see cref="WaitForStallsAsync"/>.
    /// </summary>
    public void ReleaseStalls()
    {
        TaskCompletionSource released;
        lock (_lock)
        {
            released = _stallsReleased;
            _stallsReleased = NewSignal();
        }

        released.SetResult();
    }

    /// <summary>
    /// Makes all storage bodies that begin from now on wait after their headers and so many bytes, until the hold is
    /// released. Tests can then see how many a client has in flight.
    /// </summary>
    public BodyHold HoldBodies(long afterBytes = 0)
    {
        var hold = new BodyHold(afterBytes);
        lock (_lock)
        {
            _hold = hold;
        }

        return hold;
    }

    /// <summary>The fault that hits a request, if any does.</summary>
    internal Fault? Take(RequestTarget target)
    {
        lock (_lock)
        {
            return _faults.FirstOrDefault(active => active.Fault.Matches(target) && active.TryHit())?.Fault;
        }
    }

    internal async Task StandStillAsync(CancellationToken cancellationToken)
    {
        Task released;
        TaskCompletionSource stalled;
        lock (_lock)
        {
            released = _stallsReleased.Task;
            stalled = _stalled;
            _stalled = NewSignal();
            _standing++;
        }

        stalled.SetResult();
        try
        {
            await released.WaitAsync(cancellationToken);
        }
        finally
        {
            lock (_lock)
            {
                _standing--;
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
