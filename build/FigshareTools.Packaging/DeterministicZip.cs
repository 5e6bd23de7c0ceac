using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;

namespace FigshareTools.Packaging;

/// <summary>Writes zip files whose bytes depend on names and contents alone.</summary>
internal static class DeterministicZip
{
    /// <summary>Unix: a regular file that its owner writes and everybody reads. Windows ignores these bits.</summary>
    private const int Attributes = unchecked((int)0x81A4_0000);

    /// <summary>The first time that a zip file can state. It is stored without a time zone.</summary>
    private static readonly DateTimeOffset s_time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Write(IEnumerable<PackageFile> files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in files.OrderBy(file => file.Name, StringComparer.Ordinal))
            {
                var entry = zip.CreateEntry(file.Name, CompressionLevel.SmallestSize);
                entry.LastWriteTime = s_time;
                entry.ExternalAttributes = Attributes;
                using var content = entry.Open();
                content.Write(file.Content);
            }
        }

        return bytes.ToArray();
    }
}
