using System;
using System.Collections.Generic;
using System.Linq;

namespace FigshareTools.Reports;

/// <summary>The plates that a timeline shows.</summary>
/// <param name="Rows">The plates in the order of their start.</param>
/// <param name="Working">All plates that runs worked on: those of the rows and of the sum.</param>
internal sealed record TimelineRows(IReadOnlyList<ReportPlate> Rows, IReadOnlyList<ReportPlate> Working)
{
    /// <summary>More rows are not read.</summary>
    public const int MaximumRows = 200;

    /// <summary>At most this many of them are failed or unfinished, so that the slowest find a place too.</summary>
    private const int MaximumTroubled = 150;

    /// <summary>
    /// Selects the failed, the unfinished and the slowest plates. Skipped plates take no time and are left out.
    /// </summary>
    public static TimelineRows Of(IEnumerable<ReportPlate> plates)
    {
        var working = plates.Where(plate => plate.Spans.Count > 0 && plate.Outcome != PlateOutcome.Skipped).ToList();
        var troubled = working.Where(plate => !plate.IsThere).Take(MaximumTroubled).ToList();
        var slowest = working.Where(plate => plate.IsThere)
            .OrderByDescending(plate => plate.Elapsed)
            .Take(MaximumRows - troubled.Count);
        return new TimelineRows([.. troubled.Concat(slowest).OrderBy(plate => plate.Spans[0].Start)], working);
    }

    /// <summary>The number of plates that are under way in the middle of each of equal parts of an axis.</summary>
    public static IReadOnlyList<int> Concurrency(IEnumerable<ReportPlate> plates, TimeAxis axis, int parts)
    {
        // The changes of the number are added up, so that the time does not grow with the length of the plates.
        var changes = new int[parts + 1];
        foreach (var span in plates.SelectMany(plate => plate.Spans))
        {
            changes[MiddleFrom(axis.Position(span.Start))]++;
            changes[MiddleFrom(axis.Position(span.End))]--;
        }

        var counts = new int[parts];
        var count = 0;
        for (var i = 0; i < parts; i++)
        {
            count += changes[i];
            counts[i] = count;
        }

        return counts;

        // The first part whose middle is not before a position.
        int MiddleFrom(double position) => (int)Math.Ceiling((position * parts) - 0.5);
    }
}
