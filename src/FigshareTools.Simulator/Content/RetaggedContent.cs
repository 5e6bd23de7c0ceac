using System;

namespace FigshareTools.Simulator;

/// <summary>Content with an entity tag that no other content has.</summary>
internal sealed class RetaggedContent(SimulatedContent original) : SimulatedContent(original.Length)
{
    public override string ETag { get; } = $"\"{Guid.NewGuid():N}\"";

    public override int Read(long offset, Span<byte> buffer) => original.Read(offset, buffer);
}
