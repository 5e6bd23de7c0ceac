using System.Globalization;

namespace FigshareTools.Objects;

/// <summary>
/// What <c>Test-FigsharePlate</c> found out about a plate on disk. A plate that is not valid can be piped to
/// <c>Save-FigsharePlate</c>.
/// </summary>
/// <param name="verification">The engine's record.</param>
public sealed class TestedPlate(PlateVerification verification) : IPlateFile
{
    private readonly PlateVerification _verification = verification;

    /// <summary>The label, usually the barcode.</summary>
    public string? Plate => _verification.Plate;

    /// <summary>Valid, Missing, WrongLength, WrongMd5, NotSqlite or Unverifiable: see <see cref="VerificationStatus"/>.</summary>
    public string Status => _verification.Status.ToString();

    /// <summary>What is wrong; null for a valid plate.</summary>
    public string? Problem => _verification.Problem;

    /// <summary>Figshare's file id; null when it is not known.</summary>
    public long? FileId => PlateObjects.IdOf(_verification.FileId);

    /// <summary>The name below the destination folder.</summary>
    public string? FileName => _verification.FileName;

    /// <summary>Full path of the file, whether or not it exists.</summary>
    public string Path => _verification.Path;

    /// <summary>Bytes on disk; null when there is no file.</summary>
    public long? Length => _verification.Length;

    /// <summary>MD5 of the bytes on disk; null when the status was known without it.</summary>
    public string? Md5 => _verification.Md5;

    /// <summary>Expected length in bytes. If the object is piped on, this is the expected length.</summary>
    public long? ExpectedLength => _verification.ExpectedLength;

    /// <summary>Expected MD5. If the object is piped on, this is the expected MD5.</summary>
    public string? ExpectedMd5 => _verification.ExpectedMd5;

    /// <summary>
    /// Where ExpectedMd5 comes from: Expected (the row or Figshare) or Recorded (the record of verified files); null when it
    /// is not known.
    /// </summary>
    public string? Md5Source => _verification.Md5Source?.ToString();

    /// <summary>What was compared and found equal: Md5, Size or None.</summary>
    public string Verified => _verification.Verified.ToString();

    /// <summary>The article of the file.</summary>
    public long? ArticleId => _verification.ArticleId;

    /// <summary>The version of the article.</summary>
    public int? Version => _verification.Version;

    /// <summary>The article's DOI.</summary>
    public string? Doi => _verification.Doi;

    /// <summary>Duration of the verification. In PowerShell it is a TimeSpan; see the type data.</summary>
    public string Elapsed => _verification.Elapsed.ToString("c", CultureInfo.InvariantCulture);

    /// <summary>The tables of a database that was opened; null when none was.</summary>
    public PlateTables? Tables => _verification.Tables;

    /// <summary>The path.</summary>
    public override string ToString() => Path;
}
