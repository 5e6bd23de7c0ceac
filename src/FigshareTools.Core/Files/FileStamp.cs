using System;
using System.IO;

namespace FigshareTools.Files;

/// <summary>Recognises whether a file was replaced or changed between two looks at it.</summary>
/// <param name="Length">Its length in bytes.</param>
/// <param name="LastWrite">When it was written last, in UTC.</param>
internal readonly record struct FileStamp(long Length, DateTime LastWrite)
{
    /// <summary>The stamp of a file; null when there is no file.</summary>
    public static FileStamp? Of(string path) =>
        new FileInfo(path) is { Exists: true } file ? new FileStamp(file.Length, file.LastWriteTimeUtc) : null;
}
