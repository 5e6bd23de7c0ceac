using System;
using FigshareTools.Api;
using FigshareTools.Files;
using FigshareTools.Pacing;
using FigshareTools.Timing;

namespace FigshareTools.Transfer;

/// <summary>How plates are saved. The names are those of the parameters of <c>Save-FigsharePlate</c>.</summary>
public sealed record SaveOptions
{
    /// <summary>Full path of the folder.</summary>
    public required string Destination { get; init; }

    /// <summary>
    /// Plates that are downloaded at once, at least 1. If more than 1, others may be verified and flushed meanwhile.
    /// </summary>
    public int ThrottleLimit { get; init; } = 5;

    /// <summary>Connections for each plate, 1 to 16; null to find out how many are useful.</summary>
    public int? SegmentCount { get; init; }

    /// <summary>The rate that all plates share, in bytes per second; 0 for no limit.</summary>
    public long MaximumBytesPerSecond { get; init; }

    /// <summary>
    /// A timetable of rates that all plates share; null for none. Of its limit and <see cref="MaximumBytesPerSecond"/>, the
    /// smaller one holds.
    /// </summary>
    public BandwidthSchedule? BandwidthSchedule { get; init; }

    /// <summary>When the run ends, whatever is done; null for never. What can be resumed stays on disk.</summary>
    public DateTimeOffset? StopAt { get; init; }

    /// <summary>Whether plates are downloaded anew, whatever is on disk.</summary>
    public bool Force { get; init; }

    /// <summary>Whether the MD5 of an existing file is compared before it is skipped.</summary>
    public bool Checksum { get; init; }

    /// <summary>
    /// With <see cref="Checksum"/>: whether the verification record is trusted, instead of hashing a file that it covers.
    /// </summary>
    public bool TrustRecord { get; init; }

    /// <summary>Consecutive retries that may fail without progress.</summary>
    public int MaximumRetryCount { get; init; } = 5;

    /// <summary>The longest wait for response headers; zero for no limit.</summary>
    public TimeSpan ConnectionTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest time without a byte in a download; zero for no limit. A download as a whole has no limit.</summary>
    public TimeSpan OperationTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// The lowest rate of a connection, in bytes per second, averaged over <see cref="OperationTimeout"/>; 0 for none. A slower
    /// one is replaced, unless a limit of this program explains it.
    /// </summary>
    public long MinimumBytesPerSecond { get; init; } = 1024;

    /// <summary>
    /// The longest time that plates wait while Figshare refuses this client; zero to fail at once. Outages of a night are known
    /// (2025-12 to 2026-01 and 2026-08).
    /// </summary>
    public TimeSpan MaximumOutage { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The proxy of all requests.</summary>
    public ProxyOptions Proxy { get; init; } = new();

    /// <summary>How this process shares the pace of requests with others.</summary>
    public PaceOptions Pace { get; init; } = new();

    /// <summary>The addresses of the services.</summary>
    public FigshareEndpoints Endpoints { get; init; } = FigshareEndpoints.Figshare;

    /// <summary>The personal token for files that are not public; null for none.</summary>
    public FigshareSecret? Token { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The file system.</summary>
    internal IFileSystem Files { get; init; } = LocalFileSystem.Instance;
}
