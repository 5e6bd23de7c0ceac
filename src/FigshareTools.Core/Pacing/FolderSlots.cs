using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using FigshareTools.Timing;

namespace FigshareTools.Pacing;

/// <summary>
/// Slots that processes claim by files in a folder. While the folder cannot be used, this process has its share of the slots.
/// </summary>
/// <param name="folder">The folder.</param>
/// <param name="share">The slots without the folder.</param>
internal sealed class FolderSlots(PaceFolder folder, ShareSlots share) : ISlotSource
{
    private int _isWarned;

    public long? TryClaim(string host, long first, IRunLog log)
    {
        try
        {
            return TryClaim(host, first);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (Interlocked.Exchange(ref _isWarned, 1) == 0)
            {
                log.Warning(
                    $"the pace folder '{folder.Path}' cannot be used ({e.Message.TrimEnd('.')}), so this process asks each host "
                    + $"{(share.Count == 1 ? "once a second" : $"once in {share.Count} s")}, whatever others do; "
                    + "check the rights on the folder.");
            }

            return share.TryClaim(host, first, log);
        }
    }

    private long? TryClaim(string host, long first)
    {
        var taken = new HashSet<long>(
            folder.FilesOf(host).Where(file => file.Kind == PaceFileKind.Slot).Select(file => file.Time));
        for (var tries = 0; tries < SlotPolicy.MaximumTries; tries++)
        {
            var slot = SlotPolicy.Choose(first, taken, tries, Jitter.Next());
            if (folder.TryCreate(new PaceFile(host, PaceFileKind.Slot, slot)))
            {
                return slot;
            }

            taken.Add(slot);
        }

        return null;
    }
}
