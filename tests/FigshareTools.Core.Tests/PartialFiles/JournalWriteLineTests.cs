using System;
using System.Text;
using FigshareTools.PartialFiles;

namespace FigshareTools.Core.Tests.PartialFiles;

public class JournalWriteLineTests
{
    private const string WriterId = "0123abcd-4567ef89-1267-c";

    private readonly JournalWriteLine _line = new(WriterId);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 7)]
    [InlineData(9, 10)]
    [InlineData(25_000_000_000, 25_000_262_144)]
    [InlineData(0, long.MaxValue)]
    [InlineData(long.MaxValue, long.MaxValue)]
    public void A_write_survives_a_round_trip(long start, long end)
    {
        // A longer line before: nothing of it may be left.
        _line.Format(long.MaxValue, long.MaxValue);

        var text = Encoding.UTF8.GetString(_line.Format(start, end));

        Assert.Equal(new JournalEntry(null, start, end, WriterId), JournalEntry.Parse(text.Trim('\n')));
    }

    [Fact]
    public void The_format_of_the_line_does_not_change() => Assert.Equal(
        "\nea060489 {\"From\":5,\"To\":7,\"Writer\":\"0123abcd-4567ef89-1267-c\"}\n",
        Encoding.UTF8.GetString(_line.Format(5, 7)));

    [Fact]
    public void Formatting_allocates_nothing()
    {
        _line.Format(1, 2);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 100; i++)
        {
            _line.Format(i, 2 * i);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
