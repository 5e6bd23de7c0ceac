using System;
using System.IO;
using FigshareTools.Files;
using FigshareTools.Verification;

namespace FigshareTools.Manifests;

/// <summary>
/// Writes a manifest. Its file appears, or is replaced, in one step when it is complete; until then nothing has changed.
/// </summary>
public sealed class ManifestWriter : IDisposable
{
    private readonly string _path;
    private readonly string _folder;
    private readonly AtomicFile _file;
    private ManifestOutput? _output;

    /// <summary>Begins a manifest.</summary>
    /// <param name="path">The file; its folder must be there.</param>
    /// <param name="format">How it is written.</param>
    /// <param name="noClobber">Refuse if the file is there already.</param>
    /// <param name="clock">Where the date of an RO-Crate comes from.</param>
    /// <exception cref="FigshareException">It cannot be written there.</exception>
    public ManifestWriter(string path, ManifestFormat format, bool noClobber = false, TimeProvider? clock = null)
    {
        _path = Path.GetFullPath(path);
        _folder = Path.GetDirectoryName(_path) ?? throw NotWritten("it is a folder", null);
        _file = Guarded(() => new AtomicFile(_path, noClobber));
        _output = Guarded(() => ManifestOutput.Of(format, _file.Stream, _path, clock ?? TimeProvider.System));
    }

    /// <summary>Plates listed so far.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a plate.</summary>
    /// <param name="plate">The plate.</param>
    /// <param name="fullPath">Where its file is, if it is on disk: it is then listed by its way from the manifest.</param>
    /// <exception cref="FigshareException">
    /// With <see cref="FigshareErrorId.InvalidPlate"/>, only this plate cannot be listed; otherwise the file cannot be written.
    /// </exception>
    public void Write(FigsharePlate plate, string? fullPath = null)
    {
        var item = ManifestItem.Of(_folder, Checked(plate, fullPath), fullPath);
        var output = _output ?? throw new ObjectDisposedException(nameof(ManifestWriter));
        Guarded(() => output.Write(item));
        Count++;
    }

    /// <summary>Puts the finished file into its place.</summary>
    /// <exception cref="FigshareException">It cannot be written.</exception>
    public void Complete() => Guarded(() =>
    {
        _output?.Finish();
        CloseOutput();
        _file.Promote();
    });

    /// <summary>Leaves what was there untouched, unless the manifest was completed.</summary>
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
                // The rest of a list that nobody wants any more did not reach the disk.
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
            throw ManifestOutput.Unfit(plate, "a file id or a length is below zero; correct the row");
        }

        if (fullPath is null && plate is { FileId: 0, Plate: null, FileName: null, DownloadUrl: null })
        {
            throw ManifestOutput.Unfit(plate, "nothing names its file; give it a FileId, a Plate or a FileName");
        }

        try
        {
            return plate with { Md5 = Md5Text.Normalize(plate.Md5) };
        }
        catch (FormatException e)
        {
            throw ManifestOutput.Unfit(plate, $"'{plate.Md5}' is no MD5; correct the row, or leave the MD5 out", e);
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
                $"'{_path}' is there already; give another name, or leave -NoClobber out.", e);
        }
        catch (IOException e) when (FileErrors.IsDiskFull(e))
        {
            throw new FigshareException(FigshareErrorId.DiskFull,
                $"'{_path}' is not written: {e.Message.TrimEnd('.')}; make room and run this again.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritten(e.Message.TrimEnd('.'), e);
        }
    }

    private FigshareException NotWritten(string why, Exception? inner) => new(FigshareErrorId.FileAccess,
        $"'{_path}' is not written: {why}; check the path and the rights on its folder.", inner);
}
