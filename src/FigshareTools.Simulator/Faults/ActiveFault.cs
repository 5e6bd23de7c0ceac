using System.Threading;

namespace FigshareTools.Simulator;

/// <summary>A fault that was added to a <see cref="FaultPlan"/>, and the number of its hits.</summary>
public sealed class ActiveFault
{
    private int _passed;
    private int _hits;

    internal ActiveFault(Fault fault) => Fault = fault;

    /// <summary>The fault.</summary>
    public Fault Fault { get; }

    /// <summary>The number of requests that the fault has hit.</summary>
    public int Hits => Volatile.Read(ref _hits);

    /// <summary>Whether the fault has hit as many requests as it should.</summary>
    public bool IsSpent => Hits >= Fault.Times;

    /// <summary>
    /// Counts a matching request, and returns whether the fault hits it. The <see cref="FaultPlan"/> holds its lock.
    /// </summary>
    internal bool TryHit()
    {
        if (IsSpent)
        {
            return false;
        }

        if (_passed < Fault.Skip)
        {
            _passed++;
            return false;
        }

        Volatile.Write(ref _hits, _hits + 1);
        return true;
    }
}
