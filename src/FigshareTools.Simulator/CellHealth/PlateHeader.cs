using System;
using System.Buffers.Binary;
using System.IO;
using Microsoft.Win32.SafeHandles;

namespace FigshareTools.Simulator;

/// <summary>The header of an SQLite file (https://sqlite.org/fileformat2.html#the_database_header).</summary>
internal static class PlateHeader
{
    private const int HeaderSize = 100;

    /// <summary>The user_version of a plate: the size that was wished for, in KiB.</summary>
    public static int UserVersion(long wishedSize) => (int)Math.Min(int.MaxValue, wishedSize / 1024);

    /// <summary>Whether there is a whole plate that was made for a size.</summary>
    public static bool IsComplete(string path, long wishedSize)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        Span<byte> header = stackalloc byte[HeaderSize];
        using SafeFileHandle file = File.OpenHandle(path);
        if (RandomAccess.Read(file, header, 0) < HeaderSize || !header.StartsWith("SQLite format 3\0"u8))
        {
            return false;
        }

        long pageSize = BinaryPrimitives.ReadUInt16BigEndian(header[16..]);
        long pageCount = BinaryPrimitives.ReadUInt32BigEndian(header[28..]);
        int userVersion = BinaryPrimitives.ReadInt32BigEndian(header[60..]);
        return pageSize * pageCount == RandomAccess.GetLength(file) && userVersion == UserVersion(wishedSize);
    }
}
