using System;

namespace FigshareTools;

/// <summary>How a plate came to be on disk.</summary>
public enum PlateStatus
{
    /// <summary>All bytes were fetched in this run.</summary>
    Downloaded,

    /// <summary>A part fetched by an earlier run was continued.</summary>
    Resumed,

    /// <summary>The right file was there already; nothing was fetched.</summary>
    Skipped,
}

/// <summary>What the file on disk was compared with.</summary>
public enum VerificationLevel
{
    /// <summary>Nothing: neither length nor MD5 were known, nor did the server tell a length.</summary>
    None,

    /// <summary>The length.</summary>
    Size,

    /// <summary>The length and the MD5.</summary>
    Md5,
}

/// <summary>A plate that is on disk under its final name.</summary>
public sealed record PlateResult
{
    /// <summary>The label, as in <see cref="FigsharePlate.Plate"/>.</summary>
    public string? Plate { get; init; }

    /// <summary>Figshare's file id.</summary>
    public long FileId { get; init; }

    /// <summary>Full path of the file.</summary>
    public string Path { get; init; } = "";

    /// <summary>Bytes on disk.</summary>
    public long Length { get; init; }

    /// <summary>MD5 of the bytes, where one was known to compare it with: for fetched files, and for skipped ones with a checksum.</summary>
    public string? Md5 { get; init; }

    /// <summary>
    /// MD5 the file should have, as the row or Figshare told it; null when not known. A skipped file can be tested with it.
    /// </summary>
    public string? ExpectedMd5 { get; init; }

    /// <summary>Downloaded, Resumed or Skipped.</summary>
    public PlateStatus Status { get; init; }

    /// <summary>Md5, Size or None.</summary>
    public VerificationLevel Verified { get; init; }

    /// <summary>From the plate's start to its final name, waits and retries included.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Bytes fetched in this run over <see cref="Elapsed"/>; 0 when nothing was fetched.</summary>
    public long BytesPerSecond { get; init; }
}
