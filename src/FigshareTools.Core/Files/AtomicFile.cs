using System;
using System.IO;

namespace FigshareTools.Files;

/// <summary>A small file that appears under its name only when it is whole, in place of whatever had it.</summary>
internal sealed class AtomicFile : IDisposable
{
    private readonly string _target;
    private readonly string _path;
    private readonly bool _noClobber;

    /// <param name="target">Full path of the final name.</param>
    /// <param name="noClobber">Whether a file that is there is left alone.</param>
    /// <exception cref="FileExistsException">It is there.</exception>
    /// <exception cref="IOException">It cannot be made.</exception>
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
        // Beside the target, for only within a file system is a rename one step; named at random, for two may write.
        _path = $"{target}.{Guid.NewGuid().ToString("N").Substring(0, 8)}.tmp";
        Stream = new FileStream(_path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
    }

    /// <summary>Where it is written.</summary>
    public FileStream Stream { get; }

    /// <summary>Gives it its name.</summary>
    public void Promote()
    {
        Stream.Flush(flushToDisk: true);
        Stream.Dispose();
        try
        {
#if NET
            File.Move(_path, _target, overwrite: !_noClobber);
#else
            if (!_noClobber && File.Exists(_target))
            {
                File.Replace(_path, _target, destinationBackupFileName: null);
            }
            else
            {
                File.Move(_path, _target);
            }
#endif
        }
        catch (IOException) when (_noClobber && File.Exists(_target))
        {
            throw new FileExistsException(_target);
        }
    }

    /// <summary>Removes it, unless it has got its name.</summary>
    public void Dispose()
    {
        Stream.Dispose();
        File.Delete(_path);
    }
}

/// <summary>A file is there that was not to be overwritten.</summary>
internal sealed class FileExistsException(string path) : IOException($"'{path}' is there already");
