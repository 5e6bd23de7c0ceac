using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using FigshareTools.Files;

namespace FigshareTools.Pacing;

/// <summary>
/// The folder in which the processes of a user claim seconds and say which hosts refuse them. Nothing depends on locks of the
/// file system: of several processes that create a file which must not exist, one succeeds, also on NFS and Lustre.
/// </summary>
/// <param name="path">Full path of the folder.</param>
/// <param name="clock">The clock.</param>
internal sealed class PaceFolder(string path, TimeProvider clock)
{
    /// <summary>Full path of the folder.</summary>
    public string Path => path;

    /// <summary>The time, in seconds since 1970.</summary>
    public long Now => clock.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>The files of a host that still mean something. Those of all hosts that do not are deleted.</summary>
    /// <exception cref="IOException">The folder cannot be read or created.</exception>
    /// <exception cref="UnauthorizedAccessException">A right is missing.</exception>
    public List<PaceFile> FilesOf(string host)
    {
        Directory.CreateDirectory(path);
        var now = Now;
        var files = new DirectoryInfo(path).EnumerateFileSystemInfos()
            .Select(file => PaceFile.Parse(file.Name)).OfType<PaceFile>().ToList();
        foreach (var old in files.Where(file => file.IsOld(now)))
        {
            TryDelete(old);
        }

        return files.FindAll(file => file.Host == host && !file.IsOld(now));
    }

    /// <summary>Creates a file. Of several processes, one succeeds.</summary>
    /// <returns>False if the file exists.</returns>
    /// <exception cref="IOException">The file cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">A right is missing.</exception>
    public bool TryCreate(PaceFile file)
    {
        try
        {
            // The system creates it only if nothing has the name, and follows no link.
            const FileShare Share = FileShare.ReadWrite | FileShare.Delete;
            new FileStream(FullName(file), FileMode.CreateNew, FileAccess.Write, Share).Dispose();
            return true;
        }
        catch (IOException e) when (FileErrors.IsFileExists(e))
        {
            return false;
        }
    }

    /// <summary>Deletes a file. Another process may have deleted it, and what cannot be deleted is left.</summary>
    public void TryDelete(PaceFile file)
    {
        try
        {
            File.Delete(FullName(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A folder has the name, or a right is missing. The file is old, or names a refusal that passes by itself.
        }
    }

    private string FullName(PaceFile file) => System.IO.Path.Combine(path, file.Name);
}
