using System;
using System.IO;
using System.Threading.Tasks;

namespace FigshareTools.Files;

/// <summary>
/// The operations that turn downloaded bytes into a plate on disk. Tests replace them, because a disk cannot be made to fail or
/// to lose its power at a chosen operation.
/// </summary>
internal interface IFileSystem
{
    /// <summary>Creates a file that no other process can open while it is open, if the file system's locks work.</summary>
    /// <param name="path">Full path.</param>
    /// <param name="reserve">Bytes to reserve on the disk; see <see cref="PositionedFile.Create"/>.</param>
    /// <exception cref="IOException">The file exists, or the disk does not have that much space.</exception>
    IPositionedFile CreateNew(string path, long reserve);

    /// <summary>Opens an existing file, as <see cref="CreateNew"/> does.</summary>
    /// <exception cref="IOException">There is no such file, or another process has it open.</exception>
    IPositionedFile OpenExisting(string path);

    /// <summary>
    /// Creates a file that other processes may read, rename and replace while it is open. Only this user can read it.
    /// </summary>
    /// <exception cref="IOException">The file exists.</exception>
    IPositionedFile CreateShared(string path);

    /// <summary>Renames a file to a name that no file has.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    void Rename(string source, string target);

    /// <summary>Renames a file in one step, in place of a file that has the name.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    void Replace(string source, string target);

    /// <summary>Deletes a file. A file that does not exist is no failure.</summary>
    void Delete(string path);

    /// <summary>Makes the renames in a folder survive a power loss.</summary>
    Task FlushFolderAsync(string folder);

    /// <summary>The free bytes that a run may use in a folder; see <see cref="FreeSpace.UsableAt"/>.</summary>
    long? UsableSpaceAt(string folder);
}

/// <summary>
/// A file that is read and written at given positions, by several threads at once, and can be flushed meanwhile.
/// </summary>
internal interface IPositionedFile : IDisposable
{
    /// <summary>Bytes that are reserved for the file on the disk.</summary>
    long Reserved { get; }

    /// <summary>The length of the file.</summary>
    long Length { get; }

    /// <summary>Reads bytes; returns their number, 0 at the end of the file.</summary>
    int Read(byte[] buffer, int count, long position);

    /// <summary>Writes bytes.</summary>
    void Write(byte[] buffer, int offset, int count, long position);

    /// <summary>Truncates the file. Reserved space behind the new end is released.</summary>
    void SetLength(long length);

    /// <summary>
    /// Starts to write the bytes before a position to the disk, where the system can do so, and does not wait for the disk. Only
    /// <see cref="Flush"/> makes them durable.
    /// </summary>
    /// <exception cref="IOException">Bytes could not be written.</exception>
    void StartWriteOut(long end);

    /// <summary>Flushes everything written so far to the disk.</summary>
    /// <exception cref="IOException">The disk may have lost bytes that were written; a second flush would not notice.</exception>
    void Flush();
}
