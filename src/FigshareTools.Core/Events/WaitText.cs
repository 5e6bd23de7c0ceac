using System;
using System.Globalization;

namespace FigshareTools;

/// <summary>Says how long something waits, and why.</summary>
public static class WaitText
{
    /// <summary>The text of a wait, such as <c>waiting 98 s: api.figshare.com refuses this network (HTTP 403)</c>.</summary>
    /// <param name="remaining">The time until the next request.</param>
    /// <param name="cause">Why it waits.</param>
    public static string Of(TimeSpan remaining, EventCause cause) => $"waiting {Duration(remaining)}: {cause.Summary}";

    /// <summary>A time in the unit in which it has two or three digits. A time that is over is 0 s.</summary>
    public static string Duration(TimeSpan time) => time.TotalSeconds switch
    {
        <= 0 => "0 s",
        < 9.5 => time.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture) + " s",
        < 150 => time.TotalSeconds.ToString("0", CultureInfo.InvariantCulture) + " s",
        < 7200 => time.TotalMinutes.ToString("0", CultureInfo.InvariantCulture) + " min",
        _ => time.TotalHours.ToString("0", CultureInfo.InvariantCulture) + " h",
    };
}
