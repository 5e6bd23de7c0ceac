using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace FigshareTools.Reports;

/// <summary>Groups runs into nights.</summary>
internal static class NightGrouping
{
    /// <summary>The longest time between two runs of a night. A script repeats what failed at once, or after a while.</summary>
    private static readonly TimeSpan s_maximumGap = TimeSpan.FromMinutes(30);

    /// <summary>The longest night. Without it, a job that runs every ten minutes would make one night of a year.</summary>
    private static readonly TimeSpan s_maximumLength = TimeSpan.FromHours(24);

    /// <summary>The nights in their order.</summary>
    /// <param name="runs">The runs in the order of their start.</param>
    public static IReadOnlyList<ReportNight> Group(IEnumerable<ReportRun> runs)
    {
        var nights = new List<List<ReportRun>>();
        foreach (var run in runs)
        {
            if (nights.LastOrDefault() is { } night
                && run.Started - night.Max(earlier => earlier.Ended) <= s_maximumGap
                && run.Started - night[0].Started < s_maximumLength)
            {
                night.Add(run);
            }
            else
            {
                nights.Add([run]);
            }
        }

        return [.. nights.Select(night => new ReportNight { Runs = night, Plates = MergePlates(night) })];
    }

    /// <summary>
    /// The plates without the failures of those that were saved too, and with the last failure of each other one: results and
    /// errors of several attempts come in any order.
    /// </summary>
    public static IReadOnlyList<ReportPlate> WithoutRepeatedFailures(IReadOnlyList<ReportPlate> plates)
    {
        var there = new HashSet<long>(plates.Where(plate => plate.IsThere && plate.FileId > 0).Select(plate => plate.FileId));
        var last = new Dictionary<long, ReportPlate>();
        foreach (var plate in plates.Where(plate => !plate.IsThere && plate.FileId > 0))
        {
            last[plate.FileId] = plate;
        }

        return [.. plates.Where(plate => plate.IsThere || plate.FileId <= 0
            || (!there.Contains(plate.FileId) && ReferenceEquals(last[plate.FileId], plate)))];
    }

    /// <summary>The plates of several runs; a plate of more than one run is one plate.</summary>
    private static List<ReportPlate> MergePlates(IEnumerable<ReportRun> runs)
    {
        var plates = new List<ReportPlate>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var run in runs)
        {
            // A file that one run saves under two names is two plates: their order distinguishes them.
            var counts = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var plate in run.Plates)
            {
                var identity = IdentityOf(plate);
                counts.TryGetValue(identity, out var count);
                counts[identity] = count + 1;
                var key = $"{count} {identity}";
                if (places.TryGetValue(key, out var place))
                {
                    plates[place] = Merge(plates[place], plate);
                }
                else
                {
                    places.Add(key, plates.Count);
                    plates.Add(plate);
                }
            }
        }

        return plates;
    }

    private static string IdentityOf(ReportPlate plate) =>
        plate.FileId > 0 ? plate.FileId.ToString(CultureInfo.InvariantCulture) : plate.Path ?? plate.Name ?? "";

    private static ReportPlate Merge(ReportPlate earlier, ReportPlate later)
    {
        // A plate that was saved and then found on disk was saved in this night.
        var savedEarlier = later.Outcome == PlateOutcome.Skipped && earlier.Outcome == PlateOutcome.Saved;
        return later with
        {
            Name = later.Name ?? earlier.Name,
            Path = later.Path ?? earlier.Path,
            FileName = later.FileName ?? earlier.FileName,
            Length = later.Length ?? earlier.Length,
            ExpectedLength = later.ExpectedLength ?? earlier.ExpectedLength,
            ExpectedMd5 = later.ExpectedMd5 ?? earlier.ExpectedMd5,
            ArticleId = later.ArticleId ?? earlier.ArticleId,
            Outcome = savedEarlier ? PlateOutcome.Saved : later.Outcome,
            Verified = savedEarlier && earlier.Verified > later.Verified ? earlier.Verified : later.Verified,
            Md5 = later.Md5 ?? earlier.Md5,
            Host = later.Host ?? earlier.Host,
            BytesResumed = earlier.BytesResumed,
            BytesTransferred = earlier.BytesTransferred + later.BytesTransferred,
            Elapsed = earlier.Elapsed + later.Elapsed,
            Spans = [.. earlier.Spans, .. later.Spans],
            Waits = [.. earlier.Waits, .. later.Waits],
            Retries = [.. earlier.Retries, .. later.Retries],
        };
    }
}
