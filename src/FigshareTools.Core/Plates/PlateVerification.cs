using System;

namespace FigshareTools;

/// <summary>The result of verifying a plate.</summary>
public enum VerificationStatus
{
    /// <summary>The MD5 is the expected MD5. Nothing else verifies every byte.</summary>
    Valid,

    /// <summary>The file does not exist.</summary>
    Missing,

    /// <summary>The length is not the expected length.</summary>
    WrongLength,

    /// <summary>The MD5 is not the expected MD5.</summary>
    WrongMd5,

    /// <summary>
    /// A <c>.sqlite</c> file is not an SQLite database, for example a web page with a plate's name, or the database is
    /// damaged.
    /// </summary>
    NotSqlite,

    /// <summary>No check failed, but neither the row nor Figshare nor the record of verified files has an MD5.</summary>
    Unverifiable,
}

/// <summary>The verification of a plate on disk.</summary>
public sealed record PlateVerification
{
    /// <summary>The label, as in <see cref="FigsharePlate.Plate"/>.</summary>
    public string? Plate { get; init; }

    /// <summary>Figshare's file id; 0 when it is not known.</summary>
    public long FileId { get; init; }

    /// <summary>The name of the file, below the destination folder if it is there.</summary>
    public string? FileName { get; init; }

    /// <summary>Full path of the file, whether or not it exists.</summary>
    public string Path { get; init; } = "";

    /// <summary>The result.</summary>
    public VerificationStatus Status { get; init; }

    /// <summary>Bytes on disk; null when there is no file.</summary>
    public long? Length { get; init; }

    /// <summary>MD5 of the bytes on disk; null when the status was known without it.</summary>
    public string? Md5 { get; init; }

    /// <summary>
    /// Expected length in bytes; null when not known. If the object is piped on, this is the expected length.
    /// </summary>
    public long? ExpectedLength { get; init; }

    /// <summary>Expected MD5; null when not known. If the object is piped on, this is the expected MD5.</summary>
    public string? ExpectedMd5 { get; init; }

    /// <summary>
    /// Where <see cref="ExpectedMd5"/> comes from: <see cref="FigshareTools.Md5Source.Expected"/>, or
    /// <see cref="FigshareTools.Md5Source.Recorded"/> if neither the row nor Figshare has an MD5; null when it is not known.
    /// </summary>
    public Md5Source? Md5Source { get; init; }

    /// <summary>The article of the file, as in <see cref="FigsharePlate.ArticleId"/>.</summary>
    public long? ArticleId { get; init; }

    /// <summary>The version of the article, as in <see cref="FigsharePlate.Version"/>.</summary>
    public int? Version { get; init; }

    /// <summary>The article's DOI, as in <see cref="FigsharePlate.Doi"/>.</summary>
    public string? Doi { get; init; }

    /// <summary>Duration of the verification.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>What was compared and found equal: Md5, Size or None.</summary>
    public VerificationLevel Verified { get; init; }

    /// <summary>What is wrong, as a text; null for a valid plate.</summary>
    public string? Problem { get; init; }

    /// <summary>The tables of a database that was opened; null when none was.</summary>
    public PlateTables? Tables { get; init; }
}
