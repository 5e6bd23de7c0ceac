using System;
using System.IO;

namespace FigshareTools.Manifests;

/// <summary>How a list of plates is written.</summary>
public enum ManifestFormat
{
    /// <summary>A table with headings: comma-separated, or tab-separated in a file that ends with <c>.tsv</c>.</summary>
    Csv,

    /// <summary>A JSON array of plates.</summary>
    Json,

    /// <summary>What <c>md5sum -c</c> checks.</summary>
    Md5Sum,

    /// <summary>An RO-Crate 1.1 metadata file.</summary>
    RoCrate,
}

/// <summary>What file names tell of a manifest's format.</summary>
public static class ManifestFormats
{
    /// <summary>The format that a file's name stands for; null when it stands for none.</summary>
    /// <param name="path">The file's name or path; it need not be there.</param>
    public static ManifestFormat? FromName(string path)
    {
        var name = Path.GetFileName(path).ToLowerInvariant();
        return Path.GetExtension(name) switch
        {
            ".json" when name.EndsWith("ro-crate-metadata.json", StringComparison.Ordinal) => ManifestFormat.RoCrate,
            ".json" => ManifestFormat.Json,
            ".csv" or ".tsv" or ".tab" => ManifestFormat.Csv,
            ".md5" or ".md5sum" or ".md5sums" => ManifestFormat.Md5Sum,
            // md5sums.txt, and md5_sums.txt as in the Cell Health repositories.
            ".txt" or "" when name.Replace("_", "").Replace("-", "").Contains("md5sum") => ManifestFormat.Md5Sum,
            _ => null,
        };
    }

    internal static bool IsTabbed(string path) =>
        Path.GetExtension(path).ToLowerInvariant() is ".tsv" or ".tab";
}
