using System;
using System.Buffers;
using System.IO;
using System.Text;
using FigshareTools.Files;

namespace FigshareTools.PartialFiles;

/// <summary>
/// Finds the writer that a journal names. Unlike <see cref="PartialState.Read"/>, it parses the lines of states only: a run
/// asks at each flush and twice at the end of a plate, when a journal may have ten thousand lines about single writes.
/// </summary>
internal static class JournalOwner
{
    private const int BufferBytes = 16 << 10;

    // What a line begins with, after its checksum.
    private static readonly byte[] s_state = Encoding.ASCII.GetBytes($" {{\"{nameof(JournalEntry.State)}\":");

    /// <summary>
    /// The id of the writer in the last complete state; null when there is no journal, or it has another format.
    /// </summary>
    /// <exception cref="UnauthorizedAccessException">The journal belongs to another user.</exception>
    public static string? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            // The file has no buffer of its own, and shares what the writer needs; see PartialState.Read.
            using var file = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
            return Read(file, ref buffer);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static string? Read(FileStream file, ref byte[] buffer)
    {
        string? owner = null;
        var filled = 0;
        while (file.Read(buffer, filled, buffer.Length - filled) is > 0 and var count)
        {
            filled += count;
            var start = 0;
            while (Array.IndexOf(buffer, (byte)'\n', start, filled - start) is >= 0 and var end)
            {
                owner = OwnerIn(buffer, start, end) ?? owner;
                start = end + 1;
            }

            filled -= start;
            if (filled == buffer.Length)
            {
                Grow(ref buffer);
            }
            else
            {
                Buffer.BlockCopy(buffer, start, buffer, 0, filled);
            }
        }

        return OwnerIn(buffer, 0, filled) ?? owner;
    }

    /// <summary>The writer in a line; null if the line is no complete state.</summary>
    private static string? OwnerIn(byte[] buffer, int start, int end)
    {
        if (end - start < JournalLine.ChecksumLength + s_state.Length)
        {
            return null;
        }

        for (var i = 0; i < s_state.Length; i++)
        {
            if (buffer[start + JournalLine.ChecksumLength + i] != s_state[i])
            {
                return null;
            }
        }

        return JournalEntry.Parse(Encoding.UTF8.GetString(buffer, start, end - start))?.State?.Writer.Id;
    }

    private static void Grow(ref byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(2 * buffer.Length);
        Buffer.BlockCopy(buffer, 0, larger, 0, buffer.Length);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
