using System;
using System.IO;
using FigshareTools.Files;
using FigshareTools.Verification;

namespace FigshareTools.Manifests;

/// <summary>
/// Writes a manifest. Its file appears, or is replaced, in one step when it is complete. Until then nothing has
/// changed. A manifest that lacks a row is not complete: it could replace a file that has the row.
/// </summary>
public sealed class ManifestWriter : IDisposable
{
    private readonly string _path;
    private readonly string _folder;
    private readonly ManifestFormat _format;
    private readonly AtomicFile _file;
    private ManifestOutput? _output;

    /// <summary>Starts a manifest.</summary>
    /// <param name="path">The path of the file. Its folder must exist.</param>
    /// <param name="format">The format.</param>
    /// <param name="noClobber">Whether an existing file is an error.</param>
    /// <param name="clock">The clock for the date of an RO-Crate.</param>
    /// <exception cref="FigshareException">The file cannot be written.</exception>
    public ManifestWriter(string path, ManifestFormat format, bool noClobber = false, TimeProvider? clock = null)
    {
        _path = Path.GetFullPath(path);
        _format = format;
        _folder = Path.GetDirectoryName(_path) ?? throw NotWritten("it is a folder", null);
        _file = Guarded(() => new AtomicFile(_path, noClobber));
        _output = Guarded(() => ManifestOutput.Of(format, _file.Stream, _path, clock ?? TimeProvider.System));
    }

    /// <summary>The number of plates that are listed.</summary>
    public int Count { get; private set; }

    /// <summary>The number of rows that cannot be listed.</summary>
    public int Omitted { get; private set; }

    /// <summary>Counts a row that the caller could not read. The manifest is not published without it.</summary>
    public void Omit() => Omitted++;

    /// <summary>
    /// The file that has to be hashed before the plate can be listed: the format needs an MD5, nothing states one, and the
    /// file is on disk. Null when there is nothing to hash.
    /// </summary>
    /// <param name="plate">The plate.</param>
    /// <param name="fullPath">The full path of its file, if it is known.</param>
    public string? FileToHash(FigsharePlate plate, string? fullPath = null)
    {
        if (_format != ManifestFormat.Md5Sum || !string.IsNullOrWhiteSpace(plate.Md5) || plate.IsLinkOnly)
        {
            return null;
        }

        var path = fullPath ?? (PlateFileName.Of(plate) is { } name ? SafeFileName.Below(_folder, name).Path : null);
        return path is not null && (fullPath is not null || File.Exists(path)) ? path : null;
    }

    /// <summary>Adds a plate.</summary>
    /// <param name="plate">The plate.</param>
    /// <param name="fullPath">The full path of its file, if it is on disk. The manifest then contains the path relative
    /// to it.</param>
    /// <exception cref="FigshareException">
    /// With <see cref="FigshareErrorId.InvalidPlate"/>, only this plate cannot be listed. Otherwise the file cannot be
    /// written.
    /// </exception>
    public void Write(FigsharePlate plate, string? fullPath = null)
    {
        var output = _output ?? throw new ObjectDisposedException(nameof(ManifestWriter));
        try
        {
            var item = ManifestItem.Of(_folder, Checked(plate, fullPath), fullPath);
            Guarded(() => output.Write(item));
            Count++;
        }
        catch (FigshareException e) when (e.ErrorId == FigshareErrorId.InvalidPlate)
        {
            Omit();
            throw;
        }
    }

    /// <summary>Completes the manifest and publishes its file.</summary>
    /// <exception cref="FigshareException">The file cannot be written, or a row could not be listed.</exception>
    public void Complete()
    {
        if (Omitted > 0)
        {
            throw new FigshareException(FigshareErrorId.IncompleteManifest,
                $"'{_path}' is not written{(File.Exists(_path) ? " and stays as it was" : "")}: {Omitted} of "
                + $"{Count + Omitted} rows cannot be listed; correct them, or leave them out with Where-Object.");
        }

        Guarded(() =>
        {
            _output?.Finish();
            CloseOutput();
            _file.Promote();
        });
    }

    /// <summary>Discards the manifest, unless it was completed. An existing file then stays as it is.</summary>
    public void Dispose()
    {
        using (_file)
        {
            try
            {
                CloseOutput();
            }
            catch (IOException)
            {
                // The manifest is discarded, so its last bytes need not reach the disk.
            }
        }
    }

    private void CloseOutput()
    {
        _output?.Dispose();
        _output = null;
    }

    private static FigsharePlate Checked(FigsharePlate plate, string? fullPath)
    {
        if (plate.FileId < 0 || plate.Length < 0)
        {
            throw ManifestOutput.CannotList(plate, "a file id or a length is below zero; correct the row");
        }

        if (fullPath is null && plate is { FileId: 0, Plate: null, FileName: null, DownloadUrl: null })
        {
            throw ManifestOutput.CannotList(plate, "nothing names its file; give it a FileId, a Plate or a FileName");
        }

        try
        {
            return plate with { Md5 = Md5Text.Normalize(plate.Md5) };
        }
        catch (FormatException e)
        {
            throw ManifestOutput.CannotList(
                plate, $"'{plate.Md5}' is not an MD5; correct the row, or leave the MD5 out", e);
        }
    }

    private void Guarded(Action write) => Guarded(() =>
    {
        write();
        return true;
    });

    private T Guarded<T>(Func<T> write)
    {
        try
        {
            return write();
        }
        catch (FileExistsException e)
        {
            throw new FigshareException(FigshareErrorId.FileExists,
                $"'{_path}' exists; give another name, or leave -NoClobber out.", e);
        }
        catch (IOException e) when (FileErrors.IsDiskFull(e))
        {
            throw new FigshareException(FigshareErrorId.DiskFull,
                $"'{_path}' is not written: {e.Message.TrimEnd('.')}; free space and run this again.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritten(e.Message.TrimEnd('.'), e);
        }
    }

    private FigshareException NotWritten(string why, Exception? inner) => new(FigshareErrorId.FileAccess,
        $"'{_path}' is not written: {why}; check the path and the rights on its folder.", inner);
}
