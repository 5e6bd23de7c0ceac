using System;
using System.Buffers.Binary;
using System.IO;
using Microsoft.Win32.SafeHandles;

namespace FigshareTools.Simulator;

/// <summary>Reads the header of an SQLite file (https://sqlite.org/fileformat2.html#the_database_header).</summary>
internal static class PlateHeader
{
    private const int HeaderSize = 100;

    /// <summary>Returns the user_version of a plate: its requested size in KiB.</summary>
    public static int UserVersion(long requestedSize) => (int)Math.Min(int.MaxValue, requestedSize / 1024);

    /// <summary>Whether the file is a complete plate that was created with the requested size.</summary>
    public static bool IsComplete(string path, long requestedSize)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        Span<byte> header = stackalloc byte[HeaderSize];
        using var file = File.OpenHandle(path);
        if (RandomAccess.Read(file, header, 0) < HeaderSize || !header.StartsWith("SQLite format 3\0"u8))
        {
            return false;
        }

        long pageSize = BinaryPrimitives.ReadUInt16BigEndian(header[16..]);
        long pageCount = BinaryPrimitives.ReadUInt32BigEndian(header[28..]);
        var userVersion = BinaryPrimitives.ReadInt32BigEndian(header[60..]);
        return pageSize * pageCount == RandomAccess.GetLength(file) && userVersion == UserVersion(requestedSize);
    }
}
