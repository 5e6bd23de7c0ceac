using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Files;
using FigshareTools.Timing;

namespace FigshareTools.PartialFiles;

/// <summary>Opens partial files.</summary>
internal static class PartialFileOpener
{
    // A process that was just stopped may still be flushing its file.
    private const int MaximumAttempts = 5;
    private static readonly TimeSpan s_retryDelay = TimeSpan.FromSeconds(1);

    /// <summary>Resumes the partial file that an earlier run has left, or starts a new one.</summary>
    /// <param name="target">Full path of the final name.</param>
    /// <param name="plate">The plate.</param>
    /// <param name="keepsNothing">Whether to discard what an earlier run has left.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellationToken">Cancels the wait for another process.</param>
    /// <exception cref="EngineException">Another process is saving the plate.</exception>
    public static async Task<PartialFile> OpenAsync(
        string target, FigsharePlate plate, bool keepsNothing, TimeProvider clock, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await OpenOnceAsync(target, plate, keepsNothing, clock).ConfigureAwait(false);
            }
            catch (IOException e) when (FileErrors.IsSharingViolation(e))
            {
                if (attempt == MaximumAttempts)
                {
                    throw PartialFileErrors.InUse("another process is saving it", e);
                }
            }

            await clock.DelayAsync(s_retryDelay, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Bytes of the disk that the partial file of a target occupies now, usable or not.</summary>
    public static long OccupiedBytesOf(string target) =>
        new FileInfo(PartialPath.OfFile(target)) is { Exists: true, Length: var length }
            ? Math.Max(length, PartialState.Read(PartialPath.OfJournal(target))?.Reserved ?? 0)
            : 0;

    private static async Task<PartialFile> OpenOnceAsync(
        string target, FigsharePlate plate, bool keepsNothing, TimeProvider clock)
    {
        var partial = Create(target, plate, clock);
        try
        {
            partial.TakeOver(plate, keepsNothing);
            return partial;
        }
        catch
        {
            await partial.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static PartialFile Create(string target, FigsharePlate plate, TimeProvider clock)
    {
        var journal = new PartialJournal(PartialPath.OfJournal(target), plate, clock);
        try
        {
            return new PartialFile(
                target, journal, new PartialContent(PartialPath.OfFile(target), plate.Length ?? 0, journal, clock));
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }
}
