using System;
using System.Collections.Generic;
using System.IO;
using FigshareTools.Files;

namespace FigshareTools.PartialFiles;

/// <summary>
/// Deletes what no run will resume: partial files of writers that have ended and that no journal names, such as small plates of
/// a process that was killed, and what is left beside a published plate by a process that was killed just before or after that.
/// Each folder is searched once a run.
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
        && (PartialState.Read(journal)?.Writer.Id != writerId || (File.Exists(TargetOf(journal)) && HasNoBytes(path)));

    private bool IsAbandonedJournal(string path)
    {
        if (!path.EndsWith(PartialPath.JournalSuffix, StringComparison.Ordinal))
        {
            return false;
        }

        // While another plate replaces a published one, its writer lives and has a partial file.
        var target = TargetOf(path);
        if (!File.Exists(target))
        {
            return false;
        }

        return PartialState.Read(path)?.Writer is { } writer
            ? WriterIdentity.HasEnded(writer.Id) is true && HasNoBytes(PartialPath.OfFile(target, writer.Id))
            : JournalHeartbeat.IsSilent(JournalHeartbeat.AgeOf(path, clock));
    }

    private static string TargetOf(string journal) => journal.Substring(0, journal.Length - PartialPath.JournalSuffix.Length);

    /// <summary>
    /// Whether a partial file is empty, or none. A run that has waited for another one creates it before it sees that the other
    /// one has published the plate.
    /// </summary>
    private static bool HasNoBytes(string path) => FileLength.Of(path) is null or 0;
}
