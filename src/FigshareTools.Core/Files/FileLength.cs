using System.IO;

namespace FigshareTools.Files;

/// <summary>How long files are.</summary>
internal static class FileLength
{
    /// <summary>
    /// The length of a file, if there is one; of a link, that of what it leads to: labs link plates to bulk storage.
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
