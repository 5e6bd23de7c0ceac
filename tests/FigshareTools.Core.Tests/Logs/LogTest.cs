using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Logs;
using FigshareTools.Runs;
using FigshareTools.Transfer;
using Microsoft.Extensions.Time.Testing;

namespace FigshareTools.Core.Tests.Logs;

/// <summary>A run whose events are logged to a file.</summary>
public abstract class LogTest : TransferTest
{
    protected string LogFile => Path.Combine(Folder, "night.jsonl");

    /// <summary>The clock of the log. The clock of the run ends all waits at once.</summary>
    protected FakeTimeProvider LogClock { get; } = new(new DateTimeOffset(2026, 11, 24, 21, 0, 0, 123, TimeSpan.Zero));

    protected RunDescription Description => new("0.1.0", "Test 1.0", Options with { Clock = LogClock })
    {
        Computer = "lab",
        ProcessId = 7,
        Run = "0123456789abcdef",
    };

    /// <summary>Logs events and ends the log.</summary>
    protected async Task<IReadOnlyList<JsonObject>> LogAsync(IEnumerable<PlateEvent> events, Action<EventLog>? beforeEnd = null)
    {
        using var log = EventLog.Open(LogFile, Description);
        foreach (var item in events)
        {
            log.Record(item);
        }

        beforeEnd?.Invoke(log);
        log.End(RunEndReason.Completed);
        await log.Ended.WaitAsync(Stop);
        return Lines();
    }

    /// <summary>Saves plates and logs what happened.</summary>
    protected async Task<IReadOnlyList<JsonObject>> SaveAndLogAsync(SaveOptions options, params IEnumerable<FigsharePlate> plates) =>
        await LogAsync((await SaveAsync(options, plates)).Events);

    protected IReadOnlyList<JsonObject> Lines() =>
        [.. File.ReadAllLines(LogFile).Where(line => line.Length > 0).Select(line => JsonNode.Parse(line)!.AsObject())];

    protected static IReadOnlyList<string> NamesOf(IEnumerable<JsonObject> lines) =>
        [.. lines.Select(line => (string)line["event"]!)];

    /// <summary>The only line of an event.</summary>
    protected static JsonObject Only(IEnumerable<JsonObject> lines, string name) =>
        Assert.Single(lines, line => (string)line["event"]! == name);
}
