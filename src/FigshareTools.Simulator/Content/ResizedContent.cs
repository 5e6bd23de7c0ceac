using System;

namespace FigshareTools.Simulator;

/// <summary>Content that passes for another, but is cut or filled up with zeros to a wrong length.</summary>
internal sealed class ResizedContent(SimulatedContent original, long length) : SimulatedContent(length)
{
    public override string ETag => original.ETag;

    public override int Read(long offset, Span<byte> buffer)
    {
        Span<byte> wanted = buffer[..Available(offset, buffer.Length)];
        int read = original.Read(offset, wanted);
        wanted[read..].Clear();
        return wanted.Length;
    }
}
