using System.Globalization;

namespace FigshareTools.Objects;

/// <summary>
/// A plate that <c>Save-FigsharePlate</c> has saved, or found on disk. Its properties are texts and numbers, because
/// <c>ConvertTo-Json</c> writes enumerations as numbers, and times as objects of fifteen members.
/// </summary>
/// <param name="result">The engine's record.</param>
public sealed class SavedPlate(PlateResult result) : IPlateFile
{
    private readonly PlateResult _result = result;

    /// <summary>The label, usually the barcode.</summary>
    public string? Plate => _result.Plate;

    /// <summary>Figshare's file id.</summary>
    public long? FileId => PlateObjects.IdOf(_result.FileId);

    /// <summary>The name below the destination folder.</summary>
    public string? FileName => _result.FileName;

    /// <summary>Full path of the file.</summary>
    public string Path => _result.Path;

    /// <summary>Bytes on disk.</summary>
    public long Length => _result.Length;

    /// <summary>The MD5; null when it is not known.</summary>
    public string? Md5 => _result.Md5;

    /// <summary>Computed, Recorded or Expected: see <see cref="FigshareTools.Md5Source"/>; null without an MD5.</summary>
    public string? Md5Source => _result.Md5Source?.ToString();

    /// <summary>Expected MD5; null when it is not known.</summary>
    public string? ExpectedMd5 => _result.ExpectedMd5;

    /// <summary>Downloaded, Resumed or Skipped: see <see cref="PlateStatus"/>.</summary>
    public string Status => _result.Status.ToString();

    /// <summary>Md5, Size or None: see <see cref="VerificationLevel"/>.</summary>
    public string Verified => _result.Verified.ToString();

    /// <summary>The article of the file.</summary>
    public long? ArticleId => _result.ArticleId;

    /// <summary>The version of the article.</summary>
    public int? Version => _result.Version;

    /// <summary>The article's DOI.</summary>
    public string? Doi => _result.Doi;

    /// <summary>Time from the start of the plate to its final name. In PowerShell it is a TimeSpan; see the type data.</summary>
    public string Elapsed => _result.Elapsed.ToString("c", CultureInfo.InvariantCulture);

    /// <summary>Bytes downloaded in this run, divided by the time; 0 when nothing was downloaded.</summary>
    public long BytesPerSecond => _result.BytesPerSecond;

    /// <summary>The path.</summary>
    public override string ToString() => Path;
}
