using System;
using System.Globalization;
using System.Management.Automation;

namespace FigshareTools.Cmdlets;

/// <summary>Reads -StopAt and -StopAfter.</summary>
internal static class DeadlineParameters
{
    // A number converts to ticks: -StopAfter 8 would be less than a microsecond.
    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(1);

    /// <summary>The deadline; null for none. An invalid one ends the cmdlet with the error BadDeadline.</summary>
    public static DateTimeOffset? DeadlineOf(this PSCmdlet cmdlet, DateTime? stopAt, TimeSpan? stopAfter, DateTimeOffset now)
    {
        if (Problem(stopAt, stopAfter, now) is { } problem)
        {
            cmdlet.ThrowTerminatingError(ErrorRecords.BadDeadline(problem));
        }

        // A time of no kind is local.
        return stopAt is { } time ? new DateTimeOffset(time) : now + stopAfter;
    }

    /// <summary>What is wrong with the parameters; null for nothing.</summary>
    public static string? Problem(DateTime? stopAt, TimeSpan? stopAfter, DateTimeOffset now) =>
        stopAt is not null && stopAfter is not null
            ? "-StopAt and -StopAfter cannot be used together; leave one of them out"
        : stopAt is { } time && new DateTimeOffset(time) <= now
            ? string.Format(
                CultureInfo.InvariantCulture,
                "-StopAt {0:yyyy-MM-dd HH:mm} is over; for a time of tomorrow, write (Get-Date '{0:HH:mm}').AddDays(1)", time)
        : stopAfter < s_shortest
            ? "-StopAfter is less than a second, or has no colon; write hours, minutes and seconds, such as '08:00:00' for eight "
                + "hours"
        : stopAfter > DateTimeOffset.MaxValue - now
            ? "-StopAfter is too long; write hours, minutes and seconds, such as '08:00:00' for eight hours"
        : null;
}
