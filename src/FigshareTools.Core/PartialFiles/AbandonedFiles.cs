using System;
using System.Collections.Generic;
using System.IO;
using FigshareTools.Files;

namespace FigshareTools.PartialFiles;

/// <summary>
/// Deletes partial files that no run will resume: those of writers that have ended and that no journal names, such as small
/// plates of a process that was killed. Each folder is searched once a run.
/// </summary>
internal sealed class AbandonedFiles(IFileSystem files)
{
    private readonly HashSet<string> _searched = new(StringComparer.Ordinal);

    /// <summary>Deletes the abandoned files of a folder, if it was not searched before.</summary>
    public void DeleteIn(string folder)
    {
        lock (_searched)
        {
            if (!_searched.Add(folder))
            {
                return;
            }
        }

        try
        {
            foreach (var path in Directory.EnumerateFiles(folder, $"*{PartialPath.FileSuffix}*"))
            {
                if (IsAbandoned(path))
                {
                    files.Delete(path);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // They stay, and the plates of this run do not need them.
        }
    }

    private static bool IsAbandoned(string path) =>
        PartialPath.TryParse(path) is (var writerId, var journal)
        && WriterIdentity.HasEnded(writerId) is true
        && PartialState.Read(journal)?.Writer.Id != writerId;
}
