using System;

namespace FigshareTools;

/// <summary>How a plate was saved.</summary>
public enum PlateStatus
{
    /// <summary>All bytes were downloaded in this run.</summary>
    Downloaded,

    /// <summary>The download of an earlier run was resumed.</summary>
    Resumed,

    /// <summary>The expected file was on disk; nothing was downloaded.</summary>
    Skipped,
}

/// <summary>What the file on disk was verified against.</summary>
public enum VerificationLevel
{
    /// <summary>Nothing: neither a length nor an MD5 was known, or only the length that the storage itself states.</summary>
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

    /// <summary>
    /// MD5 of the bytes; null when it was not computed. It is computed when the expected MD5 is known: for downloads,
    /// and with a checksum for skipped files too.
    /// </summary>
    public string? Md5 { get; init; }

    /// <summary>
    /// Expected MD5, from the row or from Figshare; null when not known. A skipped file can be verified with it.
    /// </summary>
    public string? ExpectedMd5 { get; init; }

    /// <summary>Downloaded, Resumed or Skipped.</summary>
    public PlateStatus Status { get; init; }

    /// <summary>Md5, Size or None.</summary>
    public VerificationLevel Verified { get; init; }

    /// <summary>Time from the start of the plate to its final name, with waits and retries.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>
    /// Bytes downloaded in this run, divided by <see cref="Elapsed"/>; 0 when nothing was downloaded.
    /// </summary>
    public long BytesPerSecond { get; init; }
}
