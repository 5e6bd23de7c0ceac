using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;

namespace FigshareTools.Files;

/// <summary>
/// Names this start of this system. What a process wrote outlives the process, but not a power loss: only while the system
/// is the same may unflushed bytes be trusted.
/// </summary>
internal static class BootIdentity
{
    private const string LinuxBootId = "/proc/sys/kernel/random/boot_id";

    // Where there is no boot id, the time of the start is worked out from the uptime; clocks are corrected now and then.
    private static readonly TimeSpan s_tolerance = TimeSpan.FromMinutes(1);

    public static string Current { get; } = File.Exists(LinuxBootId)
        ? File.ReadAllText(LinuxBootId).Trim()
        : $"{Environment.MachineName}@{StartOf(DateTimeOffset.UtcNow).ToUnixTimeSeconds()}";

    public static bool IsCurrent(string identity)
    {
        var (machine, started) = Split(identity);
        var (thisMachine, thisStarted) = Split(Current);
        return started is null || thisStarted is null
            ? identity == Current
            : machine == thisMachine && Math.Abs(started.Value - thisStarted.Value) <= s_tolerance.TotalSeconds;
    }

    private static DateTimeOffset StartOf(DateTimeOffset now) =>
        now - TimeSpan.FromSeconds((double)Stopwatch.GetTimestamp() / Stopwatch.Frequency);

    private static (string Machine, long? Started) Split(string identity)
    {
        var parts = identity.Split('@');
        return parts.Length == 2
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var started)
                ? (parts[0], started)
                : (identity, null);
    }
}
