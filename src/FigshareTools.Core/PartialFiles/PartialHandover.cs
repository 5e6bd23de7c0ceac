using System;
using System.IO;
using System.Linq;
using System.Threading;
using FigshareTools.Files;

namespace FigshareTools.PartialFiles;

/// <summary>Gives a writer its partial file: a new one, or what a writer that has ended has left.</summary>
/// <param name="files">The file system.</param>
/// <param name="target">Full path of the plate's final name.</param>
/// <param name="plate">The plate.</param>
/// <param name="writer">The writer.</param>
/// <param name="clock">The clock.</param>
internal sealed class PartialHandover(
    IFileSystem files, string target, FigsharePlate plate, WriterIdentity writer, TimeProvider clock)
{
    // A smaller plate is downloaded anew in less time than a journal is written. Two runs may both download it.
    private const long MinimumResumableBytes = 1L << 20;

    private const int CopyBytes = 1 << 20;

    private readonly string _path = PartialPath.OfFile(target, writer.Id);

    /// <summary>Starts with an empty file.</summary>
    /// <param name="replacesJournal">Whether to replace the journal of a writer that has ended, instead of creating one.</param>
    /// <returns>The partial file; null when another run has claimed the plate.</returns>
    public PartialFile? Start(bool replacesJournal) => WithNewFile(file => Open(file, new ByteRangeSet(), journal =>
    {
        if (replacesJournal)
        {
            // Unlike creating a journal, replacing it would succeed for all runs.
            if (HasRival())
            {
                return false;
            }

            journal.Replace(file.Reserved);
            return journal.IsOwned();
        }

        return plate.Length < MinimumResumableBytes || journal.TryCreate(file.Reserved);
    }));

    /// <summary>Takes over the partial file of a writer that has ended. Of several runs, one can rename it.</summary>
    /// <returns>The partial file; null when another run has claimed the plate.</returns>
    /// <exception cref="FileNotFoundException">The writer has left no partial file, or another run has taken it over.</exception>
    public PartialFile? Adopt(PartialState found)
    {
        var old = PartialPath.OfFile(target, found.Writer.Id);
        // Refused while the writer lives, if locks work.
        files.OpenExisting(old).Dispose();
        files.Rename(old, _path);
        try
        {
            return Adopt(files.OpenExisting(_path), found);
        }
        catch
        {
            // What the writer has left is not lost because, for example, the disk has no room for a journal.
            files.Rename(_path, old);
            throw;
        }
    }

    /// <summary>
    /// Copies what a silent writer has left, and deletes it. The writer may still have its own file open, and would then fail
    /// when it publishes it.
    /// </summary>
    /// <returns>The partial file; null when another run has claimed the plate.</returns>
    public PartialFile? Copy(PartialState found, CancellationToken cancellationToken)
    {
        var old = PartialPath.OfFile(target, found.Writer.Id);
        if (!File.Exists(old))
        {
            return Start(replacesJournal: true);
        }

        var partial = WithNewFile(file =>
        {
            using var source = new FileStream(old, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var kept = found.TrustedRanges(source.Length);
            Copy(source, file, kept.ToPairs(), cancellationToken);
            return Open(file, kept, journal => Continue(journal, found, kept, new ByteRangeSet(), file.Reserved));
        });
        files.Delete(old);
        return partial;
    }

    /// <summary>
    /// Whether another living writer of this machine has a partial file of the plate. It may be about to replace the journal.
    /// </summary>
    private bool HasRival() => Directory
        .EnumerateFiles(Path.GetDirectoryName(target)!, "*" + PartialPath.FileSuffix)
        .Select(PartialPath.TryParse)
        .Any(found => found is (var writerId, var journal)
            && journal == PartialPath.OfJournal(target)
            && writerId != writer.Id
            && WriterIdentity.HasEnded(writerId) is false);

    private PartialFile? Adopt(IPositionedFile file, PartialState found)
    {
        var kept = found.TrustedRanges(file.Length);
        var isTruncated = kept.End < file.Length;
        if (isTruncated)
        {
            // While bytes arrive in order, the file's length says what was written.
            file.SetLength(kept.End);
        }

        var flushed = ByteRangeSet.FromPairs(found.Flushed);
        flushed.TruncateAt(kept.End);
        return Open(
            file, kept, journal => Continue(journal, found, kept, flushed, isTruncated ? 0 : found.Reserved));
    }

    private static bool Continue(
        PartialJournal journal, PartialState found, ByteRangeSet kept, ByteRangeSet flushed, long reserved)
    {
        if (kept.Total == 0)
        {
            // Nothing of the found object is left, so that its properties no longer matter.
            journal.Replace(reserved);
        }
        else
        {
            journal.TakeOver(found, flushed, kept.ContiguousLength == kept.Total ? null : kept.ToPairs(), reserved);
        }

        return journal.IsOwned();
    }

    private static void Copy(FileStream source, IPositionedFile file, long[] pairs, CancellationToken cancellationToken)
    {
        var buffer = new byte[CopyBytes];
        for (var i = 0; i < pairs.Length; i += 2)
        {
            source.Position = pairs[i];
            while (source.Position < pairs[i + 1])
            {
                cancellationToken.ThrowIfCancellationRequested();
                var position = source.Position;
                var count = source.Read(buffer, 0, (int)Math.Min(buffer.Length, pairs[i + 1] - position));
                if (count == 0)
                {
                    throw new EndOfStreamException("the partial file became shorter while it was copied");
                }

                file.Write(buffer, 0, count, position);
            }
        }
    }

    private PartialFile? WithNewFile(Func<IPositionedFile, PartialFile?> open)
    {
        var file = files.CreateNew(_path, plate.Length ?? 0);
        PartialFile? partial = null;
        try
        {
            return partial = open(file);
        }
        finally
        {
            if (partial is null)
            {
                file.Dispose();
                files.Delete(_path);
            }
        }
    }

    /// <summary>Makes the partial file of an open file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="written">The bytes of the file that count.</param>
    /// <param name="claim">Writes the journal; false when another run has the plate.</param>
    private PartialFile? Open(IPositionedFile file, ByteRangeSet written, Func<PartialJournal, bool> claim)
    {
        var journal = new PartialJournal(files, target, plate, writer, clock);
        PartialFile? partial = null;
        try
        {
            if (claim(journal))
            {
                var flush = new PartialFlush(file, journal, () => files.FlushFolderAsync(Path.GetDirectoryName(target)!), clock);
                var content = new PartialContent(file, flush);
                content.Restore(written);
                partial = new PartialFile(files, target, journal, content);
            }

            return partial;
        }
        finally
        {
            if (partial is null)
            {
                journal.Dispose();
                file.Dispose();
            }
        }
    }
}
