using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Files;

namespace FigshareTools.Core.Tests.Support;

/// <summary>
/// The file system of this machine, which records its operations. <see cref="Rebuild"/> shows what a power loss between two
/// operations may leave: flushed bytes, and of the other bytes and names whatever reached the disk by chance.
/// </summary>
internal sealed class RecordingFileSystem : IFileSystem
{
    private const int SectorBytes = 512;

    private readonly Lock _lock = new();
    private readonly List<Operation> _operations = [];
    private readonly Dictionary<string, int> _files = [];
    private int _lastFile;

    private enum OperationKind
    {
        Create,
        Write,
        SetLength,
        Flush,
        Rename,
        Delete,
        FlushFolder,
    }

    /// <summary>Called after each write.</summary>
    public Action? OnWrite { get; set; }

    /// <summary>The number of operations until now.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _operations.Count;
            }
        }
    }

    public IPositionedFile CreateNew(string path, long reserve) =>
        Record(path, LocalFileSystem.Instance.CreateNew(path, reserve));

    public IPositionedFile CreateShared(string path) => Record(path, LocalFileSystem.Instance.CreateShared(path));

    public IPositionedFile OpenExisting(string path)
    {
        lock (_lock)
        {
            return new RecordingFile(this, _files[path], LocalFileSystem.Instance.OpenExisting(path));
        }
    }

    public void Rename(string source, string target)
    {
        lock (_lock)
        {
            LocalFileSystem.Instance.Rename(source, target);
            RecordRename(source, target);
        }
    }

    public void Replace(string source, string target)
    {
        lock (_lock)
        {
            LocalFileSystem.Instance.Replace(source, target);
            RecordRename(source, target);
        }
    }

    public void Delete(string path)
    {
        lock (_lock)
        {
            LocalFileSystem.Instance.Delete(path);
            _files.Remove(path);
            _operations.Add(new(OperationKind.Delete, Path: path));
        }
    }

    public long? UsableSpaceAt(string folder) => LocalFileSystem.Instance.UsableSpaceAt(folder);

    public async Task FlushFolderAsync(string folder)
    {
        await LocalFileSystem.Instance.FlushFolderAsync(folder);
        lock (_lock)
        {
            _operations.Add(new(OperationKind.FlushFolder));
        }
    }

    /// <summary>Writes the files of a folder as a power loss may leave them.</summary>
    /// <param name="count">The number of operations before the power loss.</param>
    /// <param name="random">Decides what reached the disk without a flush.</param>
    /// <param name="folder">Full path of an empty folder.</param>
    public void Rebuild(int count, Random random, string folder)
    {
        Operation[] operations;
        lock (_lock)
        {
            operations = [.. _operations.Take(count)];
        }

        foreach (var (path, file) in NamesAfter(operations, random))
        {
            File.WriteAllBytes(Path.Combine(folder, Path.GetFileName(path)), BytesAfter(operations, file, random));
        }
    }

    /// <summary>Names change in order, and those that are not flushed may be lost from some change on.</summary>
    private static Dictionary<string, int> NamesAfter(Operation[] operations, Random random)
    {
        var flushed = Array.FindLastIndex(operations, operation => operation.Kind == OperationKind.FlushFolder);
        var end = random.Next(flushed + 1, operations.Length + 1);
        var names = new Dictionary<string, int>();
        foreach (var operation in operations.Take(end))
        {
            switch (operation.Kind)
            {
                case OperationKind.Create:
                    names[operation.Path!] = operation.File;
                    break;
                case OperationKind.Rename when names.Remove(operation.Path!, out var file):
                    names[operation.Target!] = file;
                    break;
                case OperationKind.Delete:
                    names.Remove(operation.Path!);
                    break;
            }
        }

        return names;
    }

    /// <summary>Writes reach the disk in any order, whole, torn or not at all, unless a flush follows.</summary>
    private static byte[] BytesAfter(Operation[] operations, int file, Random random)
    {
        var flushed = Array.FindLastIndex(
            operations, operation => operation.File == file && operation.Kind == OperationKind.Flush);
        var bytes = new MemoryStream();
        for (var i = 0; i < operations.Length; i++)
        {
            var operation = operations[i];
            if (operation.File != file || (i > flushed && random.Next(3) == 0))
            {
                continue;
            }

            if (operation.Kind == OperationKind.SetLength)
            {
                bytes.SetLength(operation.Position);
            }
            else if (operation.Kind == OperationKind.Write)
            {
                var isTorn = i > flushed && random.Next(3) == 0;
                var length = operation.Bytes!.Length;
                bytes.Position = operation.Position;
                bytes.Write(operation.Bytes, 0, isTorn ? length / SectorBytes / 2 * SectorBytes : length);
            }
        }

        return bytes.ToArray();
    }

    private RecordingFile Record(string path, IPositionedFile file)
    {
        lock (_lock)
        {
            _files[path] = ++_lastFile;
            _operations.Add(new(OperationKind.Create, _lastFile, path));
            return new RecordingFile(this, _lastFile, file);
        }
    }

    private void RecordRename(string source, string target)
    {
        _files.Remove(source, out var file);
        _files[target] = file;
        _operations.Add(new(OperationKind.Rename, Path: source, Target: target));
    }

    private void Add(Operation operation)
    {
        lock (_lock)
        {
            _operations.Add(operation);
        }

        if (operation.Kind == OperationKind.Write)
        {
            OnWrite?.Invoke();
        }
    }

    private sealed record Operation(
        OperationKind Kind, int File = 0, string? Path = null, string? Target = null, long Position = 0, byte[]? Bytes = null);

    private sealed class RecordingFile(RecordingFileSystem owner, int id, IPositionedFile file) : IPositionedFile
    {
        public long Reserved => file.Reserved;

        public long Length => file.Length;

        public int Read(byte[] buffer, int count, long position) => file.Read(buffer, count, position);

        public void Write(byte[] buffer, int offset, int count, long position)
        {
            file.Write(buffer, offset, count, position);
            owner.Add(new(OperationKind.Write, id, Position: position, Bytes: buffer[offset..(offset + count)]));
        }

        public void SetLength(long length)
        {
            file.SetLength(length);
            owner.Add(new(OperationKind.SetLength, id, Position: length));
        }

        // A power loss may lose what is written out.
        public void StartWriteOut(long end) => file.StartWriteOut(end);

        public void Flush()
        {
            // Recorded first what the flush covers: a write that happens beside it may be lost.
            var before = owner.Count;
            file.Flush();
            owner.InsertFlush(before, id);
        }

        public void Dispose() => file.Dispose();
    }

    private void InsertFlush(int index, int file)
    {
        lock (_lock)
        {
            _operations.Insert(index, new(OperationKind.Flush, file));
        }
    }
}
