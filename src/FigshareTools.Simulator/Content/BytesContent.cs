using System;

namespace FigshareTools.Simulator;

/// <summary>Content in memory.</summary>
internal sealed class BytesContent(ReadOnlyMemory<byte> bytes) : SimulatedContent(bytes.Length)
{
    public override int Read(long offset, Span<byte> buffer)
    {
        var count = Available(offset, buffer.Length);
        if (count > 0)
        {
            bytes.Span.Slice((int)offset, count).CopyTo(buffer);
        }

        return count;
    }
}
