using System.IO;

namespace FigshareTools.Files;

/// <summary>Renames a file in one step, over a file that has the name already.</summary>
internal static class FileReplacement
{
    /// <summary>Renames a file. Both names are on the same file system.</summary>
    /// <param name="source">Full path of the file. On .NET Framework it must be closed.</param>
    /// <param name="target">Full path of the new name.</param>
    public static void Replace(string source, string target)
    {
#if NET
        File.Move(source, target, overwrite: true);
#else
        if (File.Exists(target))
        {
            File.Replace(source, target, destinationBackupFileName: null);
        }
        else
        {
            File.Move(source, target);
        }
#endif
    }
}
