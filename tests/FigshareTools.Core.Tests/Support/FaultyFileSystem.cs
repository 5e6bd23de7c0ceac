using System;
using System.IO;
using System.Threading.Tasks;
using FigshareTools.Files;

namespace FigshareTools.Core.Tests.Support;

/// <summary>The file system of this machine, whose operations fail when a test says so.</summary>
internal sealed class FaultyFileSystem : IFileSystem
{
    // EIO of Linux.
    private const int Broken = 5;

    private readonly LocalFileSystem _files = LocalFileSystem.Instance;

    /// <summary>The failure of each write; null for none.</summary>
    public Exception? WriteFailure { get; set; }

    /// <summary>The failure of each flush of a partial file; null for none.</summary>
    public Exception? FlushFailure { get; set; }

    /// <summary>The failure of each write-out before a flush; null for none.</summary>
    public Exception? WriteOutFailure { get; set; }

    /// <summary>Called with the position up to which a file is written out.</summary>
    public Action<long>? OnWriteOut { get; set; }

    /// <summary>The failure of each flush of a journal; null for none.</summary>
    public Exception? JournalFlushFailure { get; set; }

    /// <summary>Called when a journal is flushed.</summary>
    public Action? OnJournalFlush { get; set; }

    /// <summary>The failure of each flush of a folder; null for none.</summary>
    public Exception? FolderFailure { get; set; }

    /// <summary>The failure of each new file; null for none.</summary>
    public Exception? CreateFailure { get; set; }

    /// <summary>The file that cannot be deleted; null for none.</summary>
    public string? UndeletableFile { get; set; }

    /// <summary>The free bytes of the disk; null for those of this machine, which other programs change.</summary>
    public long? UsableSpace { get; init; }

    /// <summary>Whether partial files are opened without a lock, as on file systems whose locks do not work.</summary>
    public bool HasNoLocks { get; set; }

    /// <summary>Called before a partial file is created.</summary>
    public Action<string>? OnCreate { get; set; }

    public IPositionedFile CreateNew(string path, long reserve)
    {
        OnCreate?.Invoke(path);
        Throw(CreateFailure);
        return new FaultyFile(this, HasNoLocks ? _files.CreateShared(path) : _files.CreateNew(path, reserve), FlushesData: true);
    }

    public IPositionedFile OpenExisting(string path) => new FaultyFile(this, _files.OpenExisting(path), FlushesData: true);

    public IPositionedFile CreateShared(string path)
    {
        Throw(CreateFailure);
        return new FaultyFile(this, _files.CreateShared(path), FlushesData: false);
    }

    public void Rename(string source, string target) => _files.Rename(source, target);

    public void Replace(string source, string target) => _files.Replace(source, target);

    public void Delete(string path)
    {
        Throw(path == UndeletableFile ? new IOException("the file cannot be deleted", Broken) : null);
        _files.Delete(path);
    }

    public Task FlushFolderAsync(string folder)
    {
        Throw(FolderFailure);
        return _files.FlushFolderAsync(folder);
    }

    public long? UsableSpaceAt(string folder) => UsableSpace ?? _files.UsableSpaceAt(folder);

    private static void Throw(Exception? failure)
    {
        if (failure is not null)
        {
            throw failure;
        }
    }

    private sealed record FaultyFile(FaultyFileSystem Owner, IPositionedFile File, bool FlushesData) : IPositionedFile
    {
        public long Reserved => File.Reserved;

        public long Length => File.Length;

        public int Read(byte[] buffer, int count, long position) => File.Read(buffer, count, position);

        public void Write(byte[] buffer, int offset, int count, long position)
        {
            Throw(Owner.WriteFailure);
            File.Write(buffer, offset, count, position);
        }

        public void SetLength(long length) => File.SetLength(length);

        public void StartWriteOut(long end)
        {
            Owner.OnWriteOut?.Invoke(end);
            Throw(Owner.WriteOutFailure);
            File.StartWriteOut(end);
        }

        public void Flush()
        {
            Throw(FlushesData ? Owner.FlushFailure : Owner.JournalFlushFailure);
            if (!FlushesData)
            {
                Owner.OnJournalFlush?.Invoke();
            }

            File.Flush();
        }

        public void Dispose() => File.Dispose();
    }
}
