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

/// <summary>Where the MD5 of a saved plate, or the one that a file is compared with, comes from.</summary>
public enum Md5Source
{
    /// <summary>The bytes: it is the expected MD5. With a trusted record, they were hashed in an earlier run.</summary>
    Computed,

    /// <summary>
    /// The record of verified files: the file had this MD5 when it was verified, and has not been written since.
    /// </summary>
    Recorded,

    /// <summary>The row or Figshare. The bytes of the file that was skipped were not compared with it.</summary>
    Expected,
}

/// <summary>A plate that is on disk under its final name.</summary>
public sealed record PlateResult
{
    /// <summary>The label, as in <see cref="FigsharePlate.Plate"/>.</summary>
    public string? Plate { get; init; }

    /// <summary>Figshare's file id.</summary>
    public long FileId { get; init; }

    /// <summary>The name below the destination folder.</summary>
    public string? FileName { get; init; }

    /// <summary>Full path of the file.</summary>
    public string Path { get; init; } = "";

    /// <summary>Bytes on disk.</summary>
    public long Length { get; init; }

    /// <summary>
    /// The MD5, as far as it is known; <see cref="Md5Source"/> says from where. It is computed when the expected MD5 is
    /// known: for downloads, and with a checksum for skipped files too.
    /// </summary>
    public string? Md5 { get; init; }

    /// <summary>Where <see cref="Md5"/> comes from; null when it is not known.</summary>
    public Md5Source? Md5Source { get; init; }

    /// <summary>
    /// Expected MD5, from the row, from Figshare, or from the record of verified files; null when not known. A skipped
    /// file can be verified with it.
    /// </summary>
    public string? ExpectedMd5 { get; init; }

    /// <summary>The article of the file, as in <see cref="FigsharePlate.ArticleId"/>.</summary>
    public long? ArticleId { get; init; }

    /// <summary>The version of the article, as in <see cref="FigsharePlate.Version"/>.</summary>
    public int? Version { get; init; }

    /// <summary>The article's DOI, as in <see cref="FigsharePlate.Doi"/>.</summary>
    public string? Doi { get; init; }

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

    /// <summary>The result of a plate, with what is known before it was saved.</summary>
    internal static PlateResult Of(FigsharePlate plate, string path) => new()
    {
        Plate = plate.Plate,
        FileId = plate.FileId,
        FileName = PlateFileName.Of(plate),
        Path = path,
        ExpectedMd5 = plate.Md5,
        ArticleId = plate.ArticleId,
        Version = plate.Version,
        Doi = plate.Doi,
    };
}
