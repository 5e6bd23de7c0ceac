using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Threading;

namespace FigshareTools.Torture.Reports;

/// <summary>Counts what was done, and writes a line for each violation.</summary>
/// <param name="command">The sub-command, so that a line says how to repeat it.</param>
/// <param name="output">Receives the lines.</param>
internal sealed class TortureReport(string command, TextWriter output)
{
    private readonly ConcurrentQueue<string> _violations = new();
    private readonly Lock _lock = new();
    private long _schedules;
    private long _plates;
    private long _bytes;
    private long _kills;
    private long _bytesAgain;

    /// <summary>The lines of all violations.</summary>
    public IReadOnlyCollection<string> Violations => _violations;

    public long Schedules => Interlocked.Read(ref _schedules);

    /// <summary>Counts a schedule that has ended.</summary>
    /// <param name="plates">Its plates.</param>
    /// <param name="bytes">The bytes of plates that the server sent.</param>
    public void AddSchedule(int plates, long bytes)
    {
        Interlocked.Increment(ref _schedules);
        Interlocked.Add(ref _plates, plates);
        Interlocked.Add(ref _bytes, bytes);
    }

    /// <summary>Counts killed processes and the bytes that were sent twice because of them.</summary>
    public void AddKills(int kills, long bytesAgain)
    {
        Interlocked.Add(ref _kills, kills);
        Interlocked.Add(ref _bytesAgain, bytesAgain);
    }

    /// <summary>Reports a violation.</summary>
    /// <param name="seed">The seed of its schedule.</param>
    /// <param name="schedule">The schedule.</param>
    /// <param name="violation">The promise that did not hold.</param>
    public void AddViolation(int seed, string schedule, string violation)
    {
        var line = string.Create(
            CultureInfo.InvariantCulture, $"violation: {command} --seed {seed} --count 1: {violation} [{schedule}]");
        _violations.Enqueue(line);
        WriteLine(line);
    }

    /// <summary>Writes a figure that is no violation.</summary>
    public void WriteLine(string line)
    {
        lock (_lock)
        {
            output.WriteLine(line);
            output.Flush();
        }
    }

    /// <summary>Writes the totals.</summary>
    public void WriteTotals(TimeSpan elapsed) => WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{command}: {_schedules} schedules in {elapsed.TotalSeconds:0} s ({_schedules / elapsed.TotalSeconds:0.0}/s), "
        + $"{_plates} plates, {_bytes} bytes, {_kills} kills ({_bytesAgain} bytes sent twice), "
        + $"{_violations.Count} violations"));
}
