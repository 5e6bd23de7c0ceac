using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Files;
using FigshareTools.Timing;

namespace FigshareTools.PartialFiles;

/// <summary>Opens the partial files of a run.</summary>
/// <param name="files">The file system.</param>
/// <param name="clock">The clock.</param>
internal sealed class PartialFileOpener(IFileSystem files, TimeProvider clock)
{
    // Two runs that start the same plate may meet half of what the other one does.
    private const int MaximumAttempts = 5;
    private static readonly TimeSpan s_retryDelay = TimeSpan.FromSeconds(1);

    private readonly AbandonedFiles _abandoned = new(files, clock);

    /// <summary>Deletes what earlier runs have left in a target's folder and no run will resume; once for each folder.</summary>
    public void DeleteAbandoned(string target) => _abandoned.DeleteIn(Path.GetDirectoryName(target)!);

    /// <summary>Whether a call of <see cref="DeleteAbandoned"/> would do nothing.</summary>
    public bool HasDeletedAbandoned(string target) => _abandoned.HasSearched(Path.GetDirectoryName(target)!);

    /// <summary>Resumes the partial file that an earlier run has left, or starts a new one.</summary>
    /// <param name="target">Full path of the final name.</param>
    /// <param name="plate">The plate.</param>
    /// <param name="keepsNothing">Whether to discard what an earlier run has left.</param>
    /// <param name="cancellationToken">Cancels the attempts.</param>
    /// <exception cref="EngineException">Another process is saving the plate; see <see cref="OwnerWatch"/>.</exception>
    public async Task<PartialFile> OpenAsync(
        string target, FigsharePlate plate, bool keepsNothing, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var writer = WriterIdentity.Register();
        try
        {
            var claim = new PartialClaim(files, target, plate, writer, clock);
            for (var attempt = 1; ; attempt++)
            {
                var (partial, refusal) = claim.TryOpen(keepsNothing, cancellationToken);
                if (partial is not null)
                {
                    return partial;
                }

                if (refusal is not null || attempt == MaximumAttempts)
                {
                    throw refusal ?? PartialFileErrors.InUse("other processes are saving it");
                }

                await clock.DelayAsync(s_retryDelay, cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            writer.Unregister();
            throw;
        }
    }

    /// <summary>Bytes of a partial file that a download of the plate would resume, if its writer has ended.</summary>
    public static long ResumableBytesOf(string target, FigsharePlate plate)
    {
        try
        {
            return PartialState.Read(PartialPath.OfJournal(target)) is { } state && state.Matches(plate)
                && new FileInfo(PartialPath.OfFile(target, state.Writer.Id)) is { Exists: true, Length: var length }
                    ? state.TrustedRanges(length).Total
                    : 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The plate reports it when it is opened.
            return 0;
        }
    }

    /// <summary>Bytes of the disk that the partial file of a target occupies now, usable or not.</summary>
    public static long OccupiedBytesOf(string target)
    {
        try
        {
            return PartialState.Read(PartialPath.OfJournal(target)) is { } state
                && new FileInfo(PartialPath.OfFile(target, state.Writer.Id)) is { Exists: true, Length: var length }
                    ? Math.Max(length, state.Reserved)
                    : 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The plate reports it when it is opened.
            return 0;
        }
    }
}
