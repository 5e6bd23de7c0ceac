using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;

namespace FigshareTools.Manifests;

/// <summary>
/// Reads manifest files: tables with headings, JSON from Figshare's API or from this module, and <c>md5sums.txt</c>.
/// </summary>
public static class ManifestFile
{
    // Room for a heading line of a thousand columns.
    private const int HeadLength = 1 << 16;

    /// <summary>
    /// Reads a file entry by entry. Tables and <c>md5sums.txt</c> need the same memory whatever their length. The
    /// content decides the format; the name decides only where the content leaves it open.
    /// </summary>
    /// <param name="path">The path of the file. Messages contain it.</param>
    /// <param name="cancellationToken">Cancels reading between two entries.</param>
    /// <returns>Plates and problems in the order of the file.</returns>
    /// <exception cref="FigshareException">
    /// The file cannot be read, or is not a manifest. The exception is thrown while the entries are enumerated.
    /// </exception>
    public static IEnumerable<ManifestEntry> Read(string path, CancellationToken cancellationToken = default)
    {
        using var entries = Entries(path).GetEnumerator();
        while (MoveNext(path, entries))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return entries.Current;
        }
    }

    private static IEnumerable<ManifestEntry> Entries(string path)
    {
        var head = HeadOf(path);
        if (string.IsNullOrWhiteSpace(head))
        {
            throw Invalid(path, "it is empty; export the manifest again");
        }

        if (head.Contains('\0'))
        {
            throw Invalid(path, "it is not a text file; give a CSV, TSV, JSON or md5sums file");
        }

        using var text = Open(path);
        var entries = FormatOf(path, head) switch
        {
            ManifestFormat.Json => JsonManifest.Read(path, text),
            ManifestFormat.Md5Sum => Md5SumManifest.Read(path, text),
            _ => CsvManifest.Read(path, text, CsvManifest.DelimiterOf(head, ManifestFormats.IsTabbed(path))),
        };
        foreach (var entry in entries)
        {
            yield return entry;
        }
    }

    private static ManifestFormat FormatOf(string path, string head) => head.TrimStart()[0] switch
    {
        '{' or '[' => ManifestFormat.Json,
        _ when Md5SumManifest.IsFormatOf(head) => ManifestFormat.Md5Sum,
        _ => ManifestFormats.FromName(path) ?? ManifestFormat.Csv,
    };

    private static string HeadOf(string path)
    {
        using var text = Open(path);
        var head = new char[HeadLength];
        return new string(head, 0, text.ReadBlock(head, 0, head.Length));
    }

    // Invalid bytes are errors, because a name with a replaced letter could be the name of another file. A byte order
    // mark selects UTF-16.
    private static StreamReader Open(string path) => new(
        path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true),
        detectEncodingFromByteOrderMarks: true);

    private static bool MoveNext(string path, IEnumerator<ManifestEntry> entries)
    {
        try
        {
            return entries.MoveNext();
        }
        catch (DecoderFallbackException e)
        {
            throw Invalid(path, "it is not UTF-8; save it as UTF-8 (in Excel: CSV UTF-8)", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FigshareException(FigshareErrorId.FileAccess,
                $"{path} cannot be read: {e.Message.TrimEnd('.')}; check the path and the rights on it.", e);
        }
    }

    /// <summary>The failure for a file that is not a manifest.</summary>
    internal static FigshareException Invalid(string path, string why, Exception? inner = null) =>
        new(FigshareErrorId.InvalidManifest, $"{path} is not read: {why}.", inner);
}
