using System;
using System.Collections.Generic;
using System.IO;
using FigshareTools.Files;

namespace FigshareTools.PartialFiles;

/// <summary>
/// Deletes what no run will resume: partial files of writers that have ended and that no journal names, such as small plates of
/// a process that was killed, and journals of plates that were published just before the end. Each folder is searched once a
/// run.
/// </summary>
internal sealed class AbandonedFiles(IFileSystem files, TimeProvider clock)
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
                DeleteIfAbandoned(path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder does not exist yet, or cannot be read. The plates of this run do not need what is in it.
        }
    }

    private void DeleteIfAbandoned(string path)
    {
        try
        {
            if (IsAbandonedFile(path) || IsAbandonedJournal(path))
            {
                files.Delete(path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another run has it, or has just deleted it.
        }
    }

    /// <summary>Whether the abandoned files of a folder were deleted before, or are being deleted.</summary>
    public bool HasSearched(string folder)
    {
        lock (_searched)
        {
            return _searched.Contains(folder);
        }
    }

    private static bool IsAbandonedFile(string path) =>
        PartialPath.TryParse(path) is (var writerId, var journal)
        && WriterIdentity.HasEnded(writerId) is true
        && PartialState.Read(journal)?.Writer.Id != writerId;

    private bool IsAbandonedJournal(string path)
    {
        if (!path.EndsWith(PartialPath.JournalSuffix, StringComparison.Ordinal))
        {
            return false;
        }

        // While another plate replaces a published one, its writer lives and has a partial file.
        var target = path.Substring(0, path.Length - PartialPath.JournalSuffix.Length);
        if (!File.Exists(target))
        {
            return false;
        }

        return PartialState.Read(path)?.Writer is { } writer
            ? WriterIdentity.HasEnded(writer.Id) is true && !File.Exists(PartialPath.OfFile(target, writer.Id))
            : JournalHeartbeat.IsSilent(JournalHeartbeat.AgeOf(path, clock));
    }
}
