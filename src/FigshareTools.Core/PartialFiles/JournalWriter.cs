using System;
using System.IO;
using FigshareTools.Files;

namespace FigshareTools.PartialFiles;

/// <summary>
/// Writes a journal. The file stays open: if another run replaces the journal, later lines go to the file that no longer has
/// the journal's name, and not into the journal of the other run.
/// </summary>
/// <param name="files">The file system.</param>
/// <param name="path">Full path of the journal.</param>
/// <param name="newPath">Full path of a new journal until it replaces the present one.</param>
/// <param name="writerId">The writer; see <see cref="WriterIdentity.Id"/>.</param>
internal sealed class JournalWriter(IFileSystem files, string path, string newPath, string writerId)
{
    private readonly JournalWriteLine _writeLine = new(writerId);
    private IPositionedFile? _file;
    private long _length;

    /// <summary>The length of the journal.</summary>
    public long Length => _length;

    /// <summary>Creates the journal with one line. Of several runs that do so, one succeeds.</summary>
    /// <returns>False if the journal exists.</returns>
    public bool TryCreate(byte[] line)
    {
        try
        {
            _file = files.CreateShared(path);
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }

        try
        {
            Append(line);
        }
        catch
        {
            Close();
            files.Delete(path);
            throw;
        }

        return true;
    }

    /// <summary>Replaces the journal by a new one with one line, in one step.</summary>
    public void Replace(byte[] line)
    {
        var file = files.CreateShared(newPath);
        try
        {
            file.Write(line, 0, line.Length, 0);
            file.Flush();
            files.Replace(newPath, path);
        }
        catch
        {
            file.Dispose();
            files.Delete(newPath);
            throw;
        }

        Close();
        (_file, _length) = (file, line.Length);
    }

    /// <summary>Appends a line.</summary>
    /// <param name="line">The line, with its line break.</param>
    public void Append(byte[] line) => Append(new ArraySegment<byte>(line));

    /// <summary>Flushes all lines to the disk. Lines may be appended meanwhile.</summary>
    public void Flush() => _file!.Flush();

    /// <summary>Appends a line about a write. It is not flushed.</summary>
    public void AppendWrite(long start, long end) => Append(_writeLine.Format(start, end));

    /// <summary>Closes the file.</summary>
    public void Close()
    {
        _file?.Dispose();
        _file = null;
    }

    private void Append(ArraySegment<byte> line)
    {
        _file!.Write(line.Array!, line.Offset, line.Count, _length);
        _length += line.Count;
    }
}
