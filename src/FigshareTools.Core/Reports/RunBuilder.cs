using System;
using System.Collections.Generic;
using System.Linq;

namespace FigshareTools.Reports;

/// <summary>Collects the lines of one run.</summary>
/// <param name="logPath">The path of the log; null when it is no file.</param>
internal sealed class RunBuilder(string? logPath)
{
    private readonly Dictionary<long, PlateBuilder> _plates = [];
    private readonly List<ThroughputSample> _rates = [];
    private readonly List<LimitChange> _limits = [];
    private readonly List<ReportOutage> _outages = [];
    private readonly Dictionary<string, RunLogLine> _openOutages = new(StringComparer.OrdinalIgnoreCase);
    private RunLogLine? _first;
    private RunLogLine? _start;
    private RunLogLine? _end;
    private DateTimeOffset _last;
    private long? _bytes;

    public void Add(RunLogLine line)
    {
        _first ??= line;
        _last = line.Time > _last ? line.Time : _last;
        switch (line.Event)
        {
            case "runStarted":
                _start = line;
                break;
            case "runEnded":
                _end = line;
                _bytes = line.Number("bytes") ?? _bytes;
                break;
            case "rate":
                // A limit before the first change holds from the start of the run.
                AddLimit(_rates.Count == 0 && _limits.Count == 0 ? _first.Time : line.Time, line.Number("limit"));
                _rates.Add(new ThroughputSample(line.Time, line.Number("bytesPerSecond") ?? 0));
                _bytes = line.Number("bytes") ?? _bytes;
                break;
            case "limitChanged":
                AddLimit(line.Time, line.Number("bytesPerSecond"));
                break;
            case "outageStarted" when line.Text("host") is { } host:
                _openOutages[host] = line;
                break;
            case "outageEnded" when line.Text("host") is { } host && _openOutages.TryGetValue(host, out var start):
                _openOutages.Remove(host);
                _outages.Add(OutageOf(start, line.Time));
                break;
            default:
                AddToPlate(line);
                break;
        }
    }

    public ReportRun Build()
    {
        List<ReportPlate> plates =
        [
            .. _plates.OrderBy(plate => plate.Key).Select(plate => plate.Value.Build(_end?.Time ?? _last) with
            {
                Destination = _start?.Text("destination"),
                LogPath = logPath,
            }),
        ];
        return Run() with { Bytes = _bytes ?? Sums.Bytes(plates.Select(plate => plate.BytesTransferred)), Plates = plates };
    }

    private ReportRun Run() => new()
    {
        Version = _start?.Text("version"),
        Computer = _start?.Text("computer"),
        Shell = _start?.Text("shell"),
        Destination = _start?.Text("destination"),
        Options = _start?.Pairs("options") ?? [],
        Started = _first?.Time ?? default,
        Ended = _end?.Time ?? _last,
        EndReason = _end is null ? null : _end.Text("reason") ?? "completed",
        Outages = [.. _outages.Concat(_openOutages.Values.Select(start => OutageOf(start, EndOfOpen(start))))
            .OrderBy(outage => outage.Span.Start)],
        Rates = _rates,
        Limits = _limits,
    };

    private static ReportOutage OutageOf(RunLogLine start, DateTimeOffset end) =>
        new(start.Text("host")!, new ReportSpan(start.Time, end) { Reason = start.Text("reason") });

    /// <summary>
    /// The end of an outage that has none in the log. Plates that waited for two hosts go to the one that answers first, and do
    /// not ask the other one again. The log does not say how long that one refused, so its outage ends with that wait.
    /// </summary>
    private DateTimeOffset EndOfOpen(RunLogLine start)
    {
        var ends = _outages.Where(other => other.Span.Start <= start.Time && other.Span.End > start.Time)
            .Select(other => other.Span.End).ToList();
        return ends.Count > 0 ? ends.Max() : _last;
    }

    private void AddLimit(DateTimeOffset time, long? bytesPerSecond)
    {
        if (bytesPerSecond is { } limit && (_limits.Count == 0 ? 0 : _limits[_limits.Count - 1].BytesPerSecond) != limit)
        {
            _limits.Add(new LimitChange(time, limit));
        }
    }

    private void AddToPlate(RunLogLine line)
    {
        if (line.Number("plate") is not { } number)
        {
            return;
        }

        if (!_plates.TryGetValue(number, out var plate))
        {
            _plates.Add(number, plate = new PlateBuilder(line.Time));
        }

        plate.Add(line);
    }
}
