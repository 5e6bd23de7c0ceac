using System;

namespace FigshareTools.Simulator;

/// <summary>Content with the length and ETag of another, and one wrong byte.</summary>
internal sealed class FlippedContent(SimulatedContent original, long position) : SimulatedContent(original.Length)
{
    public override string ETag => original.ETag;

    public override int Read(long offset, Span<byte> buffer)
    {
        var read = original.Read(offset, buffer);
        if (position >= offset && position < offset + read)
        {
            buffer[(int)(position - offset)] ^= 0xFF;
        }

        return read;
    }
}
