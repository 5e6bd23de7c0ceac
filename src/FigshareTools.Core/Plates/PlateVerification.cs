using System;

namespace FigshareTools;

/// <summary>What a test says of a plate.</summary>
public enum VerificationStatus
{
    /// <summary>Its MD5 is the expected one; nothing else proves every byte.</summary>
    Valid,

    /// <summary>There is no such file.</summary>
    Missing,

    /// <summary>The length is not the expected one.</summary>
    WrongLength,

    /// <summary>The MD5 is not the expected one.</summary>
    WrongMd5,

    /// <summary>
    /// A <c>.sqlite</c> file that is no SQLite database, such as a web page under a plate's name, or a database that is
    /// damaged.
    /// </summary>
    NotSqlite,

    /// <summary>Nothing is wrong with it as far as can be seen, but its MD5 is known neither to the row nor to Figshare.</summary>
    Unverifiable,
}

/// <summary>A plate that was looked for on disk and compared with what it should be.</summary>
public sealed record PlateVerification
{
    /// <summary>The label, as in <see cref="FigsharePlate.Plate"/>.</summary>
    public string? Plate { get; init; }

    /// <summary>Full path of the file, there or not.</summary>
    public string Path { get; init; } = "";

    /// <summary>What the test says.</summary>
    public VerificationStatus Status { get; init; }

    /// <summary>Bytes on disk; null when there is no file.</summary>
    public long? Length { get; init; }

    /// <summary>MD5 of the bytes on disk; null when it was not needed to tell the status.</summary>
    public string? Md5 { get; init; }

    /// <summary>Bytes that were expected; null when not known. Piped on, this is what the file is compared with.</summary>
    public long? ExpectedLength { get; init; }

    /// <summary>MD5 that was expected; null when not known. Piped on, this is what the file is compared with.</summary>
    public string? ExpectedMd5 { get; init; }

    /// <summary>How long the test took.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>What was compared and found equal: Md5, Size or None.</summary>
    public VerificationLevel Verified { get; init; }

    /// <summary>What was found, for a person; null for a valid plate.</summary>
    public string? Problem { get; init; }

    /// <summary>The tables of a database that was opened; null when none was.</summary>
    public PlateTables? Tables { get; init; }
}
