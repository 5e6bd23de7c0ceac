using System;
using System.IO;

namespace FigshareTools.Files;

/// <summary>A small file that gets its final name only when it is complete, in place of an older file.</summary>
internal sealed class AtomicFile : IDisposable
{
    private readonly string _target;
    private readonly string _path;
    private readonly bool _noClobber;

    /// <param name="target">Full path of the final name.</param>
    /// <param name="noClobber">Whether an existing file is kept.</param>
    /// <exception cref="FileExistsException">The file exists and is to be kept.</exception>
    /// <exception cref="IOException">The file cannot be created.</exception>
    public AtomicFile(string target, bool noClobber)
    {
        if (noClobber && File.Exists(target))
        {
            throw new FileExistsException(target);
        }

        if (Directory.Exists(target))
        {
            throw new IOException("it is a folder");
        }

        if (!Directory.Exists(Path.GetDirectoryName(target)))
        {
            throw new DirectoryNotFoundException("its folder is not there");
        }

        _target = target;
        _noClobber = noClobber;
        // Beside the target, because a rename is one step within a file system only. The name is random, because two
        // processes may write the same file.
        _path = $"{target}.{Guid.NewGuid().ToString("N").Substring(0, 8)}.tmp";
        Stream = new FileStream(_path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
    }

    /// <summary>The content.</summary>
    public FileStream Stream { get; }

    /// <summary>Closes the file and gives it the final name.</summary>
    /// <exception cref="FileExistsException">The name is taken meanwhile and the file there is to be kept.</exception>
    /// <exception cref="IOException">The system refuses.</exception>
    public void Promote()
    {
        Stream.Flush(flushToDisk: true);
        Stream.Dispose();
        try
        {
            if (_noClobber)
            {
                FileReplacement.MoveToFreeName(_path, _target);
            }
            else
            {
                FileReplacement.Replace(_path, _target);
            }
        }
        catch (IOException) when (_noClobber && File.Exists(_target))
        {
            throw new FileExistsException(_target);
        }
    }

    /// <summary>Deletes the file, unless it has its final name.</summary>
    public void Dispose()
    {
        Stream.Dispose();
        File.Delete(_path);
    }
}

/// <summary>A file exists that must not be overwritten.</summary>
internal sealed class FileExistsException(string path) : IOException($"'{path}' is there already");
