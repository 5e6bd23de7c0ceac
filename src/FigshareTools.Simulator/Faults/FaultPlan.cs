using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Simulator;

/// <summary>The faults that a simulator causes. Can be changed while requests are served.</summary>
public sealed class FaultPlan
{
    private readonly Lock _lock = new();
    private readonly List<ActiveFault> _faults = [];
    private TaskCompletionSource _stallsReleased = NewSignal();
    private TaskCompletionSource _stalled = NewSignal();
    private int _stallCount;
    private BodyHold? _hold;

    internal FaultPlan()
    {
    }

    /// <summary>All faults in the order in which they were added, including spent faults.</summary>
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

    /// <summary>The number of responses that are stalled now.</summary>
    public int CurrentStalls
    {
        get
        {
            lock (_lock)
            {
                return _stallCount;
            }
        }
    }

    /// <summary>The hold that pauses storage bodies that begin now; null for none.</summary>
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

    /// <summary>Adds a fault. If several faults match a request, the first one added hits it.</summary>
    public ActiveFault Add(Fault fault)
    {
        var active = new ActiveFault(fault);
        lock (_lock)
        {
            _faults.Add(active);
        }

        return active;
    }

    /// <summary>Removes a fault.</summary>
    public void Remove(ActiveFault fault)
    {
        lock (_lock)
        {
            _faults.Remove(fault);
        }
    }

    /// <summary>Removes all faults. Stalled responses stay stalled.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _faults.Clear();
        }
    }

    /// <summary>Waits until at least a number of responses are stalled at the same time.</summary>
    public async Task WaitForStallsAsync(int count, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task stalled;
            lock (_lock)
            {
                if (_stallCount >= count)
                {
                    return;
                }

                stalled = _stalled.Task;
            }

            await stalled.WaitAsync(cancellationToken);
        }
    }

    /// <summary>
    /// Continues all responses that are stalled now. A response that stalls later is not affected: call
    /// <see cref="WaitForStallsAsync"/> first.
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
    /// Pauses all storage bodies that begin from now on, after their headers and a number of bytes, until the hold is
    /// released. Tests can then count the requests that a client runs at the same time.
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

    /// <summary>Counts a request, and returns the fault that hits it, or null.</summary>
    internal Fault? Take(RequestTarget target)
    {
        lock (_lock)
        {
            return _faults.FirstOrDefault(active => active.Fault.Matches(target) && active.TryHit())?.Fault;
        }
    }

    /// <summary>Waits for <see cref="ReleaseStalls"/>.</summary>
    internal async Task StallAsync(CancellationToken cancellationToken)
    {
        Task released;
        TaskCompletionSource stalled;
        lock (_lock)
        {
            released = _stallsReleased.Task;
            stalled = _stalled;
            _stalled = NewSignal();
            _stallCount++;
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
                _stallCount--;
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
