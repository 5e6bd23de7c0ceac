using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using FigshareTools.Files;
using FigshareTools.Sources;

namespace FigshareTools.PartialFiles;

/// <summary>
/// The file of a plate while it is downloaded, <c>&lt;name&gt;.part</c>, with its journal, <c>&lt;name&gt;.part-state</c>. This
/// is the only type that publishes a plate under its final name.
/// </summary>
/// <remarks>
/// <para>All written bytes survive the end of the process, except for some hundred KiB a connection while segments are
/// downloaded in parallel. After a power loss, the bytes remain that the journal records as flushed.</para>
/// <para>Two writers: the file's lock keeps them apart where locks work. On NFS, Lustre and GPFS they may not work, so nothing
/// depends on them: bytes are written only at their own positions, starting over creates a new file instead of truncating one
/// that another process may be writing, and a run that finds another owner in the journal stops before it renames
/// anything.</para>
/// </remarks>
internal sealed class PartialFile : IAsyncDisposable
{
    // A smaller plate is downloaded anew in less time than a journal is written.
    private const long MinimumResumableBytes = 1L << 20;

    private readonly string _target;
    private readonly string _path;
    private readonly PartialJournal _journal;
    private readonly PartialContent _content;
    private bool _isOwned;
    private bool _isClosed;

    /// <summary>Owns the journal and the content. <see cref="PartialFileOpener"/> then calls <see cref="TakeOver"/>.</summary>
    public PartialFile(string target, PartialJournal journal, PartialContent content)
    {
        _target = target;
        _path = PartialPath.OfFile(target);
        _journal = journal;
        _content = content;
    }

    /// <summary>The number of bytes from zero without a gap.</summary>
    public long ContiguousLength => _content.ContiguousLength;

    /// <summary>The number of bytes that are on disk.</summary>
    public long WrittenBytes => _content.WrittenBytes;

    /// <summary>Bytes of the disk that the file occupies, written or reserved.</summary>
    public long OccupiedBytes => Math.Max(WrittenBytes, _journal.State.Reserved);

    /// <summary>Bytes that an earlier run has left.</summary>
    public long ResumedBytes { get; private set; }

    /// <summary>The length of the complete file, as expected or as the server states it; null when not known.</summary>
    public long? Length => _journal.State.Length;

    /// <summary>What identifies the storage's object that the bytes on disk belong to, as far as it is known.</summary>
    public FileIdentity Identity => new(_journal.State.ETag, _journal.State.LastModified, Length);

    /// <summary>Resumes what an earlier run has left, or starts over.</summary>
    /// <param name="plate">The plate.</param>
    /// <param name="keepsNothing">Whether to start over in any case.</param>
    /// <exception cref="EngineException">A writer on another machine is alive.</exception>
    public void TakeOver(FigsharePlate plate, bool keepsNothing)
    {
        var found = _journal.Load();
        var fileLength = _content.FileLength;
        var kept = found is null || keepsNothing || !found.Matches(plate) || fileLength > (found.Length ?? long.MaxValue)
            ? new ByteRangeSet()
            : found.TrustedRanges(fileLength);
        if (kept.Total == 0)
        {
            StartOver(createsNewFile: fileLength > 0 || found?.Reserved > 0);
        }
        else
        {
            Resume(found!, kept, fileLength);
        }

        _isOwned = true;
    }

    /// <summary>Records what the server states about the file, before its first byte is written.</summary>
    public void Describe(FileIdentity file)
    {
        if (Identity != file)
        {
            _journal.Append(state => state with { Length = file.Length, ETag = file.ETag, LastModified = file.LastModified });
        }
    }

    /// <summary>Allows bytes to arrive in any order.</summary>
    public void BeginRanges() => _journal.BeginRanges(_content.ToPairs);

    /// <summary>The ranges that a file of the given length lacks, in order.</summary>
    public List<ByteRange> MissingOf(long length) => _content.MissingOf(length);

    /// <summary>Writes bytes, and starts a flush when one is due. Several threads may write, each its own range.</summary>
    public void Write(byte[] buffer, int offset, int count, long position)
    {
        if (!(Length < MinimumResumableBytes))
        {
            _journal.EnsureCreated();
        }

        _content.Write(buffer, offset, count, position);
    }

    /// <summary>Records in the journal that a range is on disk, if the file's length does not say so.</summary>
    public void RecordWrite(long start, long end) => _journal.AppendWrite(start, end);

    /// <summary>Reads bytes at a position; returns their number, 0 at the end of the file.</summary>
    public int Read(byte[] buffer, int count, long position) => _content.Read(buffer, count, position);

    /// <summary>Discards all bytes and continues with a new, empty file.</summary>
    public async Task StartOverAsync()
    {
        await _content.WaitForFlushAsync().ConfigureAwait(false);
        StartOver(createsNewFile: _content.FileLength > 0);
    }

    /// <summary>Flushes the complete file and gives it its final name in one step, in place of an existing file.</summary>
    /// <exception cref="EngineException">Another run has taken over the file.</exception>
    public async Task PublishAsync()
    {
        await _content.WaitForFlushAsync().ConfigureAwait(false);
        _content.Flush();
        _journal.RequireOwnership();
        if (ContiguousLength != WrittenBytes || new FileInfo(_path).Length != WrittenBytes)
        {
            throw PartialFileErrors.InUse("its partial file is not what this run wrote");
        }

#if NET
        FileReplacement.Replace(_path, _target);
        Close();
#else
        // .NET Framework renames only closed files.
        Close();
        FileReplacement.Replace(_path, _target);
#endif
        _journal.Delete();
    }

    /// <summary>Deletes the file and its journal, so that nothing of it is resumed.</summary>
    /// <exception cref="EngineException">Another run has taken over the file.</exception>
    public async Task DiscardAsync()
    {
        await _content.WaitForFlushAsync().ConfigureAwait(false);
        _journal.RequireOwnership();
        Delete();
    }

    /// <summary>Closes the file. What can be resumed stays on disk; an empty file is deleted.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isClosed)
        {
            return;
        }

        try
        {
            await _content.WaitForFlushAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or EngineException)
        {
            // The journal does not record as flushed what this flush did not complete.
        }

        if (!_isOwned || !_journal.IsOwned())
        {
            Close();
        }
        else if (WrittenBytes == 0)
        {
            Delete();
        }
        else
        {
            ReleaseReservation();
            Close();
        }
    }

    private void Resume(PartialState found, ByteRangeSet kept, long fileLength)
    {
        _content.Restore(kept);
        ResumedBytes = kept.Total;
        var isTruncated = kept.End < fileLength;
        if (isTruncated)
        {
            // While bytes arrive in order, the file's length says what was written.
            _content.SetLength(kept.End);
        }

        var flushed = ByteRangeSet.FromPairs(found.Flushed);
        flushed.TruncateAt(kept.End);
        _journal.Resume(
            found, flushed, kept.ContiguousLength == kept.Total ? null : kept.ToPairs(), isTruncated ? 0 : found.Reserved);
    }

    private void StartOver(bool createsNewFile)
    {
        if (createsNewFile)
        {
            _content.Recreate();
        }

        _content.Restore(new ByteRangeSet());
        ResumedBytes = 0;
        _journal.Reset(_content.Reserved);
    }

    /// <summary>Releases reserved space: it is not known whether the rest will be downloaded.</summary>
    private void ReleaseReservation()
    {
        try
        {
            if (_journal.State.Reserved > 0)
            {
                _content.SetLength(_content.FileLength);
                _journal.Append(state => state with { Reserved = 0 });
            }
        }
        catch (IOException)
        {
            // The space stays reserved, and the journal says so.
        }
    }

    private void Delete()
    {
        Close();
        File.Delete(_path);
        _journal.Delete();
    }

    private void Close()
    {
        _isClosed = true;
        _journal.Dispose();
        _content.Dispose();
    }
}
