using System;

namespace FigshareTools.Simulator;

/// <summary>Content with the ETag of another, truncated or padded with zeros to a wrong length.</summary>
internal sealed class ResizedContent(SimulatedContent original, long length) : SimulatedContent(length)
{
    public override string ETag => original.ETag;

    public override int Read(long offset, Span<byte> buffer)
    {
        var wanted = buffer[..Available(offset, buffer.Length)];
        var read = original.Read(offset, wanted);
        wanted[read..].Clear();
        return wanted.Length;
    }
}
