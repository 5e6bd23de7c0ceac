using System;
using System.Linq;
using System.Net.Http.Headers;

namespace FigshareTools.Simulator;

/// <summary>The part of an object that is sent.</summary>
internal readonly record struct ByteRange(long From, long Length)
{
    /// <summary>
    /// Reads a Range header. S3 does as if there were none when it cannot read it or when it names several ranges.
    /// </summary>
    /// <returns>False if the header cannot be satisfied.</returns>
    public static bool TryResolve(string? header, long length, out ByteRange? range)
    {
        range = null;
        if (!RangeHeaderValue.TryParse(header, out RangeHeaderValue? value)
            || value is not { Unit: "bytes", Ranges.Count: 1 })
        {
            return true;
        }

        RangeItemHeaderValue item = value.Ranges.Single();
        long from = item.From ?? Math.Max(0, length - item.To!.Value);
        long to = Math.Min(item.From is null ? length - 1 : item.To ?? length - 1, length - 1);
        if (from > to)
        {
            return false;
        }

        range = new ByteRange(from, to - from + 1);
        return true;
    }

    /// <summary>A Range header for the bytes one beside those of another, or for all but the first byte.</summary>
    public static string Beside(string? header)
    {
        RangeItemHeaderValue? item =
            RangeHeaderValue.TryParse(header, out RangeHeaderValue? value) ? value.Ranges.First() : null;
        long from = item?.From ?? 0;
        long shift = from > 0 ? -1 : 1;
        return new RangeHeaderValue(from + shift, item?.To + shift).ToString();
    }
}
