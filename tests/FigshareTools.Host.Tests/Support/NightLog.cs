using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;

namespace FigshareTools.Hosting.Tests.Support;

/// <summary>Reads the log of -LogPath.</summary>
internal static class NightLog
{
    /// <summary>Asserts that the deadline of the last run is the first such time of the day after the start of the run.</summary>
    public static void AssertStopsAt(string timeOfDay, string path)
    {
        var run = File.ReadLines(path).Select(line => JsonNode.Parse(line)!).Last(line => (string)line["event"]! == "runStarted");
        var started = LocalTime(run["time"]!);
        var time = TimeSpan.Parse(timeOfDay, CultureInfo.InvariantCulture);
        Assert.Equal(
            started.Date.AddDays(started.TimeOfDay < time ? 0 : 1) + time, LocalTime(run["options"]!["stopAt"]!));
    }

    private static DateTime LocalTime(JsonNode time) =>
        DateTime.Parse((string)time!, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal).ToLocalTime();
}
