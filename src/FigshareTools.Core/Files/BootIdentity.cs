using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;

namespace FigshareTools.Files;

/// <summary>
/// Identifies the current boot of this machine. Bytes that a process wrote survive the process, but not a power loss: unflushed
/// bytes may be trusted only while the machine has not been booted again.
/// </summary>
internal static class BootIdentity
{
    private const string LinuxBootId = "/proc/sys/kernel/random/boot_id";

    // Without a boot id, the time of the boot is computed from the uptime. It varies when the clock is corrected.
    private static readonly TimeSpan s_tolerance = TimeSpan.FromMinutes(1);

    public static string Current { get; } = File.Exists(LinuxBootId)
        ? File.ReadAllText(LinuxBootId).Trim()
        : $"{Environment.MachineName}@{BootTime(DateTimeOffset.UtcNow).ToUnixTimeSeconds()}";

    public static bool IsCurrent(string identity)
    {
        var (machine, booted) = Split(identity);
        var (thisMachine, thisBooted) = Split(Current);
        return booted is null || thisBooted is null
            ? identity == Current
            : machine == thisMachine && Math.Abs(booted.Value - thisBooted.Value) <= s_tolerance.TotalSeconds;
    }

    private static DateTimeOffset BootTime(DateTimeOffset now) =>
        now - TimeSpan.FromSeconds((double)Stopwatch.GetTimestamp() / Stopwatch.Frequency);

    private static (string Machine, long? Booted) Split(string identity)
    {
        var parts = identity.Split('@');
        return parts.Length == 2
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var booted)
                ? (parts[0], booted)
                : (identity, null);
    }
}
