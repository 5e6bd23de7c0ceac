using System.IO;

namespace FigshareTools.Files;

/// <summary>The length of files.</summary>
internal static class FileLength
{
    /// <summary>
    /// The length of a file in bytes; null when there is no file. Of a symbolic link, the length of its target: labs link
    /// plates to bulk storage.
    /// </summary>
    public static long? Of(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            return null;
        }

        if ((file.Attributes & FileAttributes.ReparsePoint) == 0)
        {
            return file.Length;
        }

        using var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return content.Length;
    }
}
