using System;
using System.Linq;
using System.Net.Http.Headers;

namespace FigshareTools.Simulator;

/// <summary>The range of an object that a response contains.</summary>
/// <param name="FirstByte">The position of the first byte.</param>
/// <param name="Length">The number of bytes.</param>
internal readonly record struct ByteRange(long FirstByte, long Length)
{
    /// <summary>The position of the last byte, as in a Content-Range header.</summary>
    public long LastByte => FirstByte + Length - 1;

    /// <summary>
    /// Resolves a Range header. Like S3, it ignores a header that is invalid or has several ranges.
    /// </summary>
    /// <returns>False if the range cannot be satisfied.</returns>
    public static bool TryResolve(string? header, long length, out ByteRange? range)
    {
        range = null;
        if (!RangeHeaderValue.TryParse(header, out var value)
            || value is not { Unit: "bytes", Ranges.Count: 1 })
        {
            return true;
        }

        var item = value.Ranges.Single();
        var firstByte = item.From ?? Math.Max(0, length - item.To!.Value);
        var lastByte = Math.Min(item.From is null ? length - 1 : item.To ?? length - 1, length - 1);
        if (firstByte > lastByte)
        {
            return false;
        }

        range = new ByteRange(firstByte, lastByte - firstByte + 1);
        return true;
    }

    /// <summary>Returns a Range header that is shifted by one byte; without a header, one from byte 1 on.</summary>
    public static string ShiftByOneByte(string? header)
    {
        var item =
            RangeHeaderValue.TryParse(header, out var value) ? value.Ranges.First() : null;
        var firstByte = item?.From ?? 0;
        long shift = firstByte > 0 ? -1 : 1;
        return new RangeHeaderValue(firstByte + shift, item?.To + shift).ToString();
    }
}
