using System;
using System.IO;
using System.Threading;
using FigshareTools.Files;

namespace FigshareTools.PartialFiles;

/// <summary>
/// Claims a plate for one writer: by creating its journal, or by taking over what a writer has left that has ended. Nothing
/// depends on locks of the file system: creating a journal and renaming a partial file succeed for one of several runs.
/// </summary>
/// <param name="files">The file system.</param>
/// <param name="target">Full path of the plate's final name.</param>
/// <param name="plate">The plate.</param>
/// <param name="writer">The writer.</param>
/// <param name="clock">The clock.</param>
internal sealed class PartialClaim(
    IFileSystem files, string target, FigsharePlate plate, WriterIdentity writer, TimeProvider clock)
{
    private readonly PartialHandover _handover = new(files, target, plate, writer, clock);
    private readonly string _journal = PartialPath.OfJournal(target);

    // What the last attempt found, which another run may have been about to complete.
    private bool _foundUnreadable;
    private string? _foundWithoutFile;

    /// <summary>Makes one attempt.</summary>
    /// <param name="keepsNothing">Whether to discard what an earlier run has left.</param>
    /// <param name="cancellationToken">Cancels copying.</param>
    /// <returns>The partial file; else the run that has it. Without both, another attempt may succeed at once.</returns>
    public (PartialFile? Partial, EngineException? Refusal) TryOpen(bool keepsNothing, CancellationToken cancellationToken)
    {
        var found = PartialState.Read(_journal);
        try
        {
            return found is null
                ? (TryStart(), null)
                : TryTakeOver(found, keeps: !keepsNothing && found.Matches(plate), cancellationToken);
        }
        catch (IOException e) when (FileErrors.IsSharingViolation(e))
        {
            return (null, PartialFileErrors.InUse("another process is saving it", e));
        }
    }

    /// <summary>Starts a plate that has no journal, or an unreadable one.</summary>
    private PartialFile? TryStart()
    {
        if (!File.Exists(_journal))
        {
            return _handover.Start(replacesJournal: false);
        }

        if (!_foundUnreadable)
        {
            // Another run may have created it just now.
            _foundUnreadable = true;
            return null;
        }

        return _handover.Start(replacesJournal: true);
    }

    private (PartialFile? Partial, EngineException? Refusal) TryTakeOver(
        PartialState found, bool keeps, CancellationToken cancellationToken)
    {
        var sinceHeartbeat = JournalHeartbeat.AgeOf(_journal, clock);
        switch (WriterCheck.Evaluate(found.Writer, writer, () => WriterProcess.Of(found.Writer), sinceHeartbeat))
        {
            case WriterLiveness.Alive when found.Writer.Machine != writer.Machine:
                return (null, PartialFileErrors.InUse($"{found.Writer.MachineName} is saving it"));

            case WriterLiveness.Alive:
                return (null, PartialFileErrors.InUse("another process is saving it"));

            case WriterLiveness.Dead when keeps:
                return (TryAdopt(found), null);

            case WriterLiveness.Silent when keeps:
                return (_handover.Copy(found, cancellationToken), null);

            default:
                files.Delete(PartialPath.OfFile(target, found.Writer.Id));
                return (_handover.Start(replacesJournal: true), null);
        }
    }

    private PartialFile? TryAdopt(PartialState found)
    {
        try
        {
            return _handover.Adopt(found);
        }
        catch (FileNotFoundException) when (_foundWithoutFile != found.Writer.Id)
        {
            // Another run may have renamed it just now, and is about to replace the journal.
            _foundWithoutFile = found.Writer.Id;
            return null;
        }
        catch (FileNotFoundException)
        {
            return _handover.Start(replacesJournal: true);
        }
    }
}
