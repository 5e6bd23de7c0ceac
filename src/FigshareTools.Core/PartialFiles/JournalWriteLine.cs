using System;
using System.Text;
using FigshareTools.Files;

namespace FigshareTools.PartialFiles;

/// <summary>
/// Formats the journal's lines about single writes, of which a gigabyte has four thousand. They are what
/// <see cref="JournalEntry.Parse"/> reads, but all of a writer use one buffer: as JSON of <see cref="JournalLine"/>, each
/// one left 1.3 KB of garbage.
/// </summary>
/// <remarks>Not thread-safe: <see cref="PartialJournal"/> writes under its lock.</remarks>
internal sealed class JournalWriteLine
{
    private const int MaximumDigits = 19;

    private static readonly byte[] s_start = Ascii($"{{\"{JournalEntry.StartName}\":");
    private static readonly byte[] s_end = Ascii($",\"{JournalEntry.EndName}\":");

    // Lines are written from the back, because the checksum at the front is known last.
    private readonly byte[] _buffer;
    private readonly int _writerPosition;

    /// <param name="writerId">The writer; see <see cref="WriterIdentity.Id"/>, which needs no escapes in JSON.</param>
    public JournalWriteLine(string writerId)
    {
        var writer = Ascii($",\"{nameof(PartialState.Writer)}\":\"{writerId}\"}}\n");
        _writerPosition =
            1 + JournalLine.ChecksumLength + 1 + s_start.Length + MaximumDigits + s_end.Length + MaximumDigits;
        _buffer = new byte[_writerPosition + writer.Length];
        writer.CopyTo(_buffer, _writerPosition);
    }

    /// <summary>Formats a line, which the next one overwrites.</summary>
    /// <param name="start">The position of the first byte that was written.</param>
    /// <param name="end">The position after the last byte that was written.</param>
    public ArraySegment<byte> Format(long start, long end)
    {
        var position = PrependNumber((ulong)end, _writerPosition);
        position = Prepend(s_end, position);
        position = PrependNumber((ulong)start, position);
        position = Prepend(s_start, position);
        var checksum = Fnv1a.Hash32(_buffer, position, _buffer.Length - 1 - position);
        _buffer[--position] = (byte)' ';
        for (var digit = 0; digit < JournalLine.ChecksumLength; digit++, checksum >>= 4)
        {
            _buffer[--position] = (byte)"0123456789abcdef"[(int)(checksum & 15)];
        }

        _buffer[--position] = (byte)'\n';
        return new ArraySegment<byte>(_buffer, position, _buffer.Length - position);
    }

    private int Prepend(byte[] text, int position)
    {
        position -= text.Length;
        text.CopyTo(_buffer, position);
        return position;
    }

    private int PrependNumber(ulong number, int position)
    {
        do
        {
            _buffer[--position] = (byte)('0' + (number % 10));
            number /= 10;
        }
        while (number > 0);

        return position;
    }

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);
}
