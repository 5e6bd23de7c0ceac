using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace FigshareTools.Timing;

/// <summary>What a timetable says about a moment.</summary>
/// <param name="BytesPerSecond">The limit in bytes per second; 0 for none.</param>
/// <param name="Until">The local time of the next entry.</param>
public readonly record struct BandwidthPeriod(long BytesPerSecond, DateTime Until);

/// <summary>
/// A weekly timetable of bandwidth limits. Each entry says from which local time on, and on which weekdays, its limit holds:
/// until the next entry, also over midnight.
/// </summary>
public sealed class BandwidthSchedule
{
    private static readonly TimeSpan s_week = TimeSpan.FromDays(7);

    private readonly IReadOnlyList<BandwidthChange> _changes;

    private BandwidthSchedule(IReadOnlyList<string> entries, IReadOnlyList<BandwidthChange> changes)
    {
        Entries = entries;
        _changes = changes;
    }

    /// <summary>The entries as they were written.</summary>
    public IReadOnlyList<string> Entries { get; }

    /// <summary>Reads entries such as <c>08:00=10MB</c>, <c>Mon-Fri 18:00=0</c> and <c>Sat,Sun 00:00=1.5GB</c>.</summary>
    /// <param name="entries">The entries, in any order.</param>
    /// <exception cref="FormatException">An entry cannot be read, or two begin at the same time.</exception>
    public static BandwidthSchedule Parse(IEnumerable<string> entries)
    {
        var texts = entries.ToList();
        var changes = texts.SelectMany(BandwidthChange.Parse).OrderBy(change => change.Start).ToList();
        if (changes.Count == 0)
        {
            throw new FormatException("a timetable has at least one entry, such as '08:00=10MB'");
        }

        for (var i = 1; i < changes.Count; i++)
        {
            if (changes[i].Start == changes[i - 1].Start)
            {
                throw new FormatException(string.Format(
                    CultureInfo.InvariantCulture, "two entries begin on {0} at {1:hh\\:mm}; leave one of them out",
                    (DayOfWeek)changes[i].Start.Days, changes[i].Start));
            }
        }

        return new BandwidthSchedule(texts, changes);
    }

    /// <summary>The limit at a local time, and the time of the next entry on the clock on the wall.</summary>
    public BandwidthPeriod At(DateTime localTime)
    {
        var week = localTime.Date.AddDays(-(int)localTime.DayOfWeek);
        var now = localTime - week;
        var next = 0;
        while (next < _changes.Count && _changes[next].Start <= now)
        {
            next++;
        }

        // Before the first entry of the week, the last one of the week before holds.
        var current = _changes[(next > 0 ? next : _changes.Count) - 1];
        var until = next < _changes.Count ? _changes[next].Start : _changes[0].Start + s_week;
        return new BandwidthPeriod(current.BytesPerSecond, week + until);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", Entries);
}
