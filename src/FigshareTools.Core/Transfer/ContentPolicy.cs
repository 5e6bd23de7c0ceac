using System;
using System.Collections.Generic;
using System.IO;
using FigshareTools.Http;

namespace FigshareTools.Transfer;

/// <summary>
/// Decides whether a text came in place of a file, from the kind of the body and the extension of the file's name. A dataset may
/// contain texts and web pages of its own; a text under the name of an image is an error message.
/// </summary>
internal static class ContentPolicy
{
    private static readonly HashSet<string> s_markup = SetOf(
        "html", "htm", "xhtml", "xml", "svg", "kml", "gpx", "rdf", "owl", "xsd", "xsl", "xslt", "gml", "sbml", "cellml", "mzml");

    private static readonly HashSet<string> s_json = SetOf("json", "geojson", "jsonl", "ndjson", "jsonld", "ipynb");

    private static readonly HashSet<string> s_text = SetOf(
        "txt", "csv", "tsv", "tab", "md", "rst", "log", "py", "r", "rmd", "m", "js", "sh", "sql", "yaml", "yml", "ini", "cfg",
        "tex", "bib", "fa", "fasta", "fastq", "vcf", "bed", "gff", "gtf", "sam", "pdb", "cif", "sdf", "dat");

    // Formats whose first bytes are no text.
    private static readonly HashSet<string> s_binary = SetOf(
        "sqlite", "sqlite3", "db", "zip", "gz", "tgz", "bz2", "xz", "7z", "zst", "rar", "tif", "tiff", "png", "jpg", "jpeg",
        "gif", "bmp", "webp", "jp2", "h5", "hdf5", "hdf", "h5ad", "nc", "npy", "npz", "pkl", "parquet", "feather", "rds", "rda",
        "rdata", "mat", "bin", "bam", "cram", "bigwig", "bw", "xls", "xlsx", "docx", "pptx", "czi", "nd2", "lif", "lsm", "oib",
        "tar", "mp4", "avi", "mov", "mp3", "wav");

    /// <summary>Whether a body of this kind cannot be the file.</summary>
    /// <param name="path">A path that ends with the file's name.</param>
    /// <param name="kind">The kind of the body.</param>
    /// <param name="isDeclared">Whether the media type says so; else the first bytes do.</param>
    public static bool Refuses(string path, ContentKind kind, bool isDeclared)
    {
        var extension = Path.GetExtension(path).TrimStart('.');
        return kind switch
        {
            ContentKind.Html or ContentKind.Xml => !s_markup.Contains(extension),
            ContentKind.Json => s_binary.Contains(extension)
                || (isDeclared && !s_json.Contains(extension) && !s_text.Contains(extension)),
            ContentKind.Text => s_binary.Contains(extension),
            _ => false,
        };
    }

    private static HashSet<string> SetOf(params string[] extensions) => new(extensions, StringComparer.OrdinalIgnoreCase);
}
