using System;
using System.IO;

namespace FigshareTools.Manifests;

/// <summary>The format of a manifest.</summary>
public enum ManifestFormat
{
    /// <summary>A table with headings: separated by commas, or by tabs in a file that ends with <c>.tsv</c>.</summary>
    Csv,

    /// <summary>A JSON array of plates.</summary>
    Json,

    /// <summary>Lines that <c>md5sum -c</c> checks.</summary>
    Md5Sum,

    /// <summary>An RO-Crate 1.1 metadata file.</summary>
    RoCrate,
}

/// <summary>The formats that file names imply.</summary>
public static class ManifestFormats
{
    /// <summary>The format that a file name implies; null for none.</summary>
    /// <param name="path">The name or path of a file, which need not exist.</param>
    public static ManifestFormat? FromName(string path)
    {
        var name = Path.GetFileName(path).ToLowerInvariant();
        return Path.GetExtension(name) switch
        {
            ".json" when name.EndsWith("ro-crate-metadata.json", StringComparison.Ordinal) => ManifestFormat.RoCrate,
            ".json" => ManifestFormat.Json,
            ".csv" or ".tsv" or ".tab" => ManifestFormat.Csv,
            ".md5" or ".md5sum" or ".md5sums" => ManifestFormat.Md5Sum,
            // Such as md5sums.txt, or md5_sums.txt in the repositories of Cell Health.
            ".txt" or "" when name.Replace("_", "").Replace("-", "").Contains("md5sum") => ManifestFormat.Md5Sum,
            _ => null,
        };
    }

    internal static bool IsTabbed(string path) =>
        Path.GetExtension(path).ToLowerInvariant() is ".tsv" or ".tab";
}
