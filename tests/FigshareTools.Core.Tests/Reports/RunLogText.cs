using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using FigshareTools.Reports;

namespace FigshareTools.Core.Tests.Reports;

/// <summary>Writes the lines of a run log as Save-FigsharePlate -LogPath does.</summary>
internal sealed class RunLogText(string run = "0123456789abcdef", string start = "2026-11-24T21:00:00.000Z")
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private static readonly JsonSerializerOptions s_options = new();

    private readonly List<string> _lines = [];
    private readonly DateTimeOffset _start = DateTimeOffset.Parse(start, CultureInfo.InvariantCulture);

    public IReadOnlyList<string> Lines => _lines;

    public string Text => string.Concat(_lines.Select(line => line + "\n"));

    /// <summary>A clock in the zone of the tests, an hour east of UTC, on the day after the night.</summary>
    public static ReportClock Clock { get; } = new(
        TimeZoneInfo.CreateCustomTimeZone("Lab", TimeSpan.FromHours(1), "Lab", "Lab"),
        new DateTimeOffset(2026, 11, 25, 7, 0, 0, TimeSpan.Zero));

    /// <summary>Adds a line.</summary>
    /// <param name="seconds">The seconds since the start of the run.</param>
    /// <param name="kind">The event.</param>
    /// <param name="members">Names and values of its members.</param>
    public RunLogText Add(double seconds, string kind, params (string Name, object Value)[] members)
    {
        var pairs = new List<(string Name, object Value)>
        {
            ("schema", 1), ("time", _start.AddSeconds(seconds).ToString(TimeFormat, CultureInfo.InvariantCulture)), ("run", run), ("event", kind),
        };
        var json = pairs.Concat(members).Select(pair =>
            $"{JsonSerializer.Serialize(pair.Name, s_options)}:{JsonSerializer.Serialize(pair.Value, s_options)}");
        _lines.Add($"{{{string.Join(",", json)}}}");
        return this;
    }

    public RunLogText Started(double seconds = 0) => Add(seconds, "runStarted", ("version", "0.1.0"), ("computer", "lab-pc-3"),
        ("shell", "PowerShell 7.6.5"), ("destination", "/data/plates"),
        ("options", new { throttleLimit = 5, bandwidthSchedule = new[] { "08:00=10MB", "18:00=0" }, force = true }));

    public RunLogText Saved(int plate, double from, double to, string? name = null) => this
        .Add(from, "plateStarted", ("plate", plate), ("name", name ?? $"SQ{plate}"), ("fileId", 100 + plate), ("articleId", 4))
        .Add(to, "platePublished", ("plate", plate), ("status", "Saved"), ("path", $"/data/plates/SQ{plate}.sqlite"),
            ("length", 1_000_000), ("verified", "Md5"), ("md5", "00112233445566778899aabbccddeeff"),
            ("bytesTransferred", 1_000_000), ("seconds", to - from), ("host", "storage.example"));

    public RunLogText Failed(int plate, double from, double to, string errorId = "NotFound", string? name = null) => this
        .Add(from, "plateStarted", ("plate", plate), ("name", name ?? $"SQ{plate}"), ("fileId", 100 + plate))
        .Add(to, "plateFailed", ("plate", plate), ("name", name ?? $"SQ{plate}"), ("fileId", 100 + plate), ("errorId", errorId),
            ("message", $"{name ?? $"SQ{plate}"}: the cause; the remedy."), ("bytes", 5000), ("length", 9000));

    public RunLogText Ended(double seconds, string reason = "completed") =>
        Add(seconds, "runEnded", ("reason", reason), ("bytes", 2_000_000), ("seconds", seconds));

    public static IReadOnlyList<ReportRun> Read(string text) =>
        RunLogReader.Read(new StringReader(text), TestContext.Current.CancellationToken);

    public static ReportNight Night(params IEnumerable<RunLogText> logs) =>
        NightGrouping.Group(Read(string.Concat(logs.Select(log => log.Text))))[^1];
}
