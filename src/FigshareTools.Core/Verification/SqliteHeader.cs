using System;
using System.Text;

namespace FigshareTools.Verification;

/// <summary>
/// The cheapest proof that a file is a whole SQLite database: its first 100 bytes (sqlite.org/fileformat2.html, 1.3).
/// </summary>
internal static class SqliteHeader
{
    public const int Length = 100;

    private static readonly byte[] s_magic = Encoding.ASCII.GetBytes("SQLite format 3\0");

    public static bool AppliesTo(string path) => path.EndsWith(".sqlite", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether these bytes begin a database, as far as they go.</summary>
    public static bool IsStart(byte[] start, int count)
    {
        var compared = Math.Min(count, s_magic.Length);
        return start.AsSpan(0, compared).SequenceEqual(s_magic.AsSpan(0, compared));
    }

    /// <summary>Says what is wrong; null when nothing is.</summary>
    /// <param name="header">The file's first bytes.</param>
    /// <param name="count">How many of them there are.</param>
    /// <param name="fileLength">The file's length in bytes.</param>
    public static string? ProblemOf(byte[] header, int count, long fileLength)
    {
        if (count < Length || !IsStart(header, count))
        {
            return "it does not begin as an SQLite database does";
        }

        var pageSize = (header[16] << 8) | header[17];
        pageSize = pageSize == 1 ? 65536 : pageSize;
        if (pageSize < 512 || (pageSize & (pageSize - 1)) != 0)
        {
            return $"its SQLite page size is {pageSize}";
        }

        // Writers older than SQLite 3.7.0 leave a stale page count; then the change counter and the "valid for" number differ.
        long pages = UInt32At(header, 28);
        var expected = pages > 0 && UInt32At(header, 24) == UInt32At(header, 92)
            ? pages * pageSize
            : fileLength / pageSize * pageSize;
        return expected == fileLength && fileLength > 0
            ? null
            : $"its SQLite header speaks of {expected} bytes, but it has {fileLength}";
    }

    private static uint UInt32At(byte[] bytes, int at) =>
        ((uint)bytes[at] << 24) | ((uint)bytes[at + 1] << 16) | ((uint)bytes[at + 2] << 8) | bytes[at + 3];
}
