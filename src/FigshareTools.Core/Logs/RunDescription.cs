using System;
using System.Collections.Generic;
using System.Diagnostics;
using FigshareTools.Transfer;

namespace FigshareTools.Logs;

/// <summary>What the log says of a run at its beginning.</summary>
/// <param name="Version">The version of the module.</param>
/// <param name="Shell">The program that runs it, with its version.</param>
/// <param name="Options">How plates are saved. No secret of it is written.</param>
public sealed record RunDescription(string Version, string Shell, SaveOptions Options)
{
    /// <summary>The name of the machine.</summary>
    public string Computer { get; init; } = Environment.MachineName;

    /// <summary>The id of the process.</summary>
    public int ProcessId { get; init; } = CurrentProcessId();

    /// <summary>A random id, 16 hexadecimal digits, which separates the lines of several runs in one file.</summary>
    public string Run { get; init; } = Guid.NewGuid().ToString("N").Substring(0, 16);

    /// <summary>
    /// The members of <c>options</c> in the log, in their order. Options without a value are left out. The addresses of the
    /// services are left out too, because they may contain credentials.
    /// </summary>
    internal IEnumerable<KeyValuePair<string, object?>> Members() => new Dictionary<string, object?>
    {
        ["throttleLimit"] = Options.ThrottleLimit,
        ["segmentCount"] = Options.SegmentCount,
        ["maximumBytesPerSecond"] = Options.MaximumBytesPerSecond,
        ["bandwidthSchedule"] = Options.BandwidthSchedule?.Entries,
        ["stopAt"] = Options.StopAt?.ToUniversalTime(),
        ["maximumRetryCount"] = Options.MaximumRetryCount,
        ["maximumOutageMinutes"] = Options.MaximumOutage.TotalMinutes,
        ["minimumBytesPerSecond"] = Options.MinimumBytesPerSecond,
        ["connectionTimeoutSeconds"] = Options.ConnectionTimeout.TotalSeconds,
        ["operationTimeoutSeconds"] = Options.OperationTimeout.TotalSeconds,
        ["force"] = Options.Force,
        ["checksum"] = Options.Checksum,
        ["trustRecord"] = Options.TrustRecord,
    };

    private static int CurrentProcessId()
    {
        using var process = Process.GetCurrentProcess();
        return process.Id;
    }
}
