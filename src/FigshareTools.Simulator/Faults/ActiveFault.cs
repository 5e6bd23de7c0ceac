using System.Threading;

namespace FigshareTools.Simulator;

/// <summary>A fault that was switched on, and what has become of it.</summary>
public sealed class ActiveFault
{
    private int _passed;
    private int _hits;

    internal ActiveFault(Fault fault) => Fault = fault;

    /// <summary>The fault.</summary>
    public Fault Fault { get; }

    /// <summary>How many requests it has hit.</summary>
    public int Hits => Volatile.Read(ref _hits);

    /// <summary>Whether it will hit no more.</summary>
    public bool IsSpent => Hits >= Fault.Times;

    /// <summary>Decides whether a matching request is hit. The <see cref="FaultPlan"/> locks.</summary>
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
