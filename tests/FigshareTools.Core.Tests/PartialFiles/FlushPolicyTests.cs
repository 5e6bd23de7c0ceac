using System;
using FigshareTools.PartialFiles;

namespace FigshareTools.Core.Tests.PartialFiles;

/// <summary>When a partial file is written out and flushed: a table of cases.</summary>
public class FlushPolicyTests
{
    [Theory]
    // Mebibytes since the last flush and since the last write-out, seconds since the last flush.
    [InlineData(0, 0, 0, FlushAction.None)]
    [InlineData(15, 15, 14, FlushAction.None)]
    [InlineData(16, 16, 0, FlushAction.WriteOut)]
    [InlineData(200, 15, 0, FlushAction.None)]
    [InlineData(200, 16, 14, FlushAction.WriteOut)]
    // A flush writes out, too.
    [InlineData(256, 0, 0, FlushAction.Flush)]
    [InlineData(256, 16, 0, FlushAction.Flush)]
    // A slow connection.
    [InlineData(0, 0, 15, FlushAction.Flush)]
    [InlineData(1, 1, 60, FlushAction.Flush)]
    public void Partial_file_is_written_out_and_flushed(
        int sinceFlush, int sinceWriteOut, int seconds, object action) =>
        Assert.Equal(
            action, FlushPolicy.Decide((long)sinceFlush << 20, (long)sinceWriteOut << 20, TimeSpan.FromSeconds(seconds)));
}
