using System;
using System.Collections.Generic;
using System.Linq;

namespace FigshareTools.Pacing;

/// <summary>A host that refuses this network, as a process has found out.</summary>
/// <param name="Until">When the host is probed, in seconds since 1970. The number identifies the refusal.</param>
/// <param name="Waits">The number of waits before probes until now.</param>
/// <param name="Remaining">The time until the probe.</param>
internal sealed record SharedRefusal(long Until, int Waits, TimeSpan Remaining)
{
    /// <summary>The longest wait before a probe. A file that says more has a wrong time.</summary>
    public static readonly TimeSpan MaximumWait = TimeSpan.FromMinutes(15);

    /// <summary>The refusal that the files of a host state, the latest one if there are several; null for none.</summary>
    /// <param name="files">The files of the host.</param>
    /// <param name="now">The time, in seconds since 1970.</param>
    public static SharedRefusal? Of(IEnumerable<PaceFile> files, long now)
    {
        var latest = files.Where(file => file.Kind == PaceFileKind.Refused && !file.IsOld(now))
            .OrderByDescending(file => file.Time).Select(file => (PaceFile?)file).FirstOrDefault();
        return latest is { } file
            ? new SharedRefusal(file.Time, file.Waits, Clipped(TimeSpan.FromSeconds(file.Time - now)))
            : null;
    }

    private static TimeSpan Clipped(TimeSpan wait) =>
        wait < TimeSpan.Zero ? TimeSpan.Zero : wait > MaximumWait ? MaximumWait : wait;
}
