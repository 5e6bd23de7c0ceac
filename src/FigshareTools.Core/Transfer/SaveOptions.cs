using System;
using FigshareTools.Api;

namespace FigshareTools.Transfer;

/// <summary>How plates are saved. The names are those of the parameters of <c>Save-FigsharePlate</c>.</summary>
public sealed record SaveOptions
{
    /// <summary>Full path of the folder.</summary>
    public required string Destination { get; init; }

    /// <summary>Plates fetched at once, at least 1; if more than 1, others may be proven and flushed meanwhile.</summary>
    public int ThrottleLimit { get; init; } = 5;

    /// <summary>Connections for each plate, 1 to 16; null to find out how many are of use.</summary>
    public int? SegmentCount { get; init; }

    /// <summary>Speed that all plates share; 0 for no limit.</summary>
    public long MaximumBytesPerSecond { get; init; }

    /// <summary>Download anew, whatever is there.</summary>
    public bool Force { get; init; }

    /// <summary>Compare the MD5 of files already there before they are skipped.</summary>
    public bool Checksum { get; init; }

    /// <summary>With <see cref="Checksum"/>: take the record's word for files it has verified, instead of hashing them.</summary>
    public bool TrustRecord { get; init; }

    /// <summary>Attempts after the first that may fail one after the other without progress.</summary>
    public int MaximumRetryCount { get; init; } = 5;

    /// <summary>The longest wait for an answer's beginning; zero for no limit.</summary>
    public TimeSpan ConnectionTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest silence within a transfer; zero for no limit. The whole transfer has none.</summary>
    public TimeSpan OperationTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The services to ask.</summary>
    public FigshareEndpoints Endpoints { get; init; } = FigshareEndpoints.Figshare;

    /// <summary>The token that opens what is not public; null for none.</summary>
    public FigshareSecret? Token { get; init; }

    /// <summary>Where time comes from.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
