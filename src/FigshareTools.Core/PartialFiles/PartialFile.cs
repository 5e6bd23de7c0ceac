using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using FigshareTools.Files;
using FigshareTools.Sources;

namespace FigshareTools.PartialFiles;

/// <summary>
/// The file of a plate while it is downloaded, <c>&lt;name&gt;.&lt;writer&gt;.part</c>, with its journal,
/// <c>&lt;name&gt;.part-state</c>. This is the only type that publishes a plate under its final name.
/// </summary>
/// <remarks>
/// <para>All written bytes survive the end of the process, except for some hundred KiB a connection while segments are
/// downloaded in parallel. After a power loss, the bytes remain that the journal records as flushed.</para>
/// <para>Each writer has a file of its own, so that no other process writes to the file that is published, whether the file
/// system's locks work or not. <see cref="PartialClaim"/> takes over the file of a writer only after that writer has
/// ended.</para>
/// </remarks>
internal sealed class PartialFile : IAsyncDisposable
{
    private readonly IFileSystem _files;
    private readonly string _target;
    private readonly string _path;
    private readonly PartialJournal _journal;
    private readonly PartialContent _content;
    private bool _isClosed;

    /// <summary>Owns the journal and the content.</summary>
    public PartialFile(IFileSystem files, string target, PartialJournal journal, PartialContent content)
    {
        _files = files;
        _target = target;
        _path = PartialPath.OfFile(target, journal.State.Writer.Id);
        _journal = journal;
        _content = content;
        ResumedBytes = content.WrittenBytes;
    }

    /// <summary>Full path of the plate's final name.</summary>
    public string Target => _target;

    /// <summary>The number of bytes from zero without a gap.</summary>
    public long ContiguousLength => _content.ContiguousLength;

    /// <summary>The number of bytes that are on disk.</summary>
    public long WrittenBytes => _content.WrittenBytes;

    /// <summary>The number of bytes that stay on disk for the next run, once the file is closed.</summary>
    public long KeptBytes { get; private set; }

    /// <summary>Bytes of the disk that the file occupies, written or reserved.</summary>
    public long OccupiedBytes => Math.Max(WrittenBytes, _journal.State.Reserved);

    /// <summary>Bytes that an earlier run has left.</summary>
    public long ResumedBytes { get; private set; }

    /// <summary>The length of the complete file, as expected or as the server states it; null when not known.</summary>
    public long? Length => _journal.State.Length;

    /// <summary>What identifies the storage's object that the bytes on disk belong to, as far as it is known.</summary>
    public FileIdentity Identity => new(_journal.State.ETag, _journal.State.LastModified, Length);

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
    public void Write(byte[] buffer, int offset, int count, long position) =>
        _content.Write(buffer, offset, count, position);

    /// <summary>Records in the journal that a range is on disk, if the file's length does not say so.</summary>
    public void RecordWrite(long start, long end) => _journal.AppendWrite(start, end);

    /// <summary>Reads bytes at a position; returns their number, 0 at the end of the file.</summary>
    public int Read(byte[] buffer, int count, long position) => _content.Read(buffer, count, position);

    /// <summary>Discards all bytes. The file stays, because no other process writes to it.</summary>
    public async Task StartOverAsync()
    {
        await _content.WaitForFlushAsync().ConfigureAwait(false);
        _content.SetLength(0);
        _content.Restore(new ByteRangeSet());
        ResumedBytes = 0;
        _journal.Reset();
    }

    /// <summary>
    /// Gives the complete file its final name in one step, in place of an existing file. File and name are on the disk when
    /// this returns.
    /// </summary>
    /// <exception cref="EngineException">Another run has taken over the plate, or the file was deleted.</exception>
    /// <exception cref="IOException">The disk failed.</exception>
    public async Task PublishAsync()
    {
        await _content.WaitForFlushAsync().ConfigureAwait(false);
        _content.Flush();
        _journal.RequireOwnership();
        if (ContiguousLength != WrittenBytes || _content.FileLength != WrittenBytes)
        {
            throw PartialFileErrors.InUse("its partial file is not what this run wrote");
        }

        try
        {
#if NET
            _files.Replace(_path, _target);
            Close();
#else
            // .NET Framework renames only closed files.
            Close();
            _files.Replace(_path, _target);
#endif
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw PartialFileErrors.Deleted(e);
        }

        // If the power fails now and the rename is lost, the journal still says that the partial file is complete.
        await _files.FlushFolderAsync(Path.GetDirectoryName(_target)!).ConfigureAwait(false);
        _journal.Delete();
    }

    /// <summary>Deletes the file and its journal, so that nothing of it is resumed.</summary>
    public async Task DiscardAsync()
    {
        await _content.WaitForFlushAsync().ConfigureAwait(false);
        Delete();
    }

    /// <summary>Closes the file. What can be resumed stays on disk; the rest is deleted.</summary>
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

        if (WrittenBytes == 0 || _content.IsSuspect || !_journal.Exists || !_journal.IsOwned())
        {
            Delete();
        }
        else
        {
            ReleaseReservation();
            KeptBytes = WrittenBytes;
            Close();
        }
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
        _files.Delete(_path);
        _journal.Delete();
    }

    private void Close()
    {
        _isClosed = true;
        _journal.Dispose();
        _content.Dispose();
        _journal.State.Writer.Unregister();
    }
}
