using System.Collections.Generic;
using System.Linq;

namespace FigshareTools.Torture.Faults;

/// <summary>Decides which faults a plate has to survive.</summary>
internal static class FaultBudget
{
    private const int Retries = 5;
    private const int Repeats = 1;

    /// <summary>Whether a plate must be saved in spite of its faults, because they are fewer than its retries.</summary>
    public static bool MustSurvive(IReadOnlyCollection<ScheduledFault> faults) =>
        Hits(faults, FaultCost.Plate) == 0
        && Hits(faults, FaultCost.Attempt) <= Retries
        && Hits(faults, FaultCost.Content) <= Repeats
        // A start over takes retries of its own: the two are not combined.
        && (Hits(faults, FaultCost.Content) == 0 || Hits(faults, FaultCost.Attempt) == 0);

    private static long Hits(IEnumerable<ScheduledFault> faults, FaultCost cost) =>
        faults.Where(fault => fault.Recipe.Cost == cost).Sum(fault => (long)fault.Fault.Times);
}
