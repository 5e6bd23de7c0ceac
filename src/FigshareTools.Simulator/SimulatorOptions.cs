using System;

namespace FigshareTools.Simulator;

/// <summary>
/// How a <see cref="FigshareSimulator"/> behaves as a whole; single failures belong in its <see cref="FaultPlan"/>.
/// </summary>
public sealed class SimulatorOptions
{
    /// <summary>The clock that signs presigned URLs and decides when they have expired.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>
    /// How long a presigned URL may be used. Figshare gives 10 seconds (X-Amz-Expires=10, seen 2024 to 2026).
    /// </summary>
    public TimeSpan PresignedUrlLifetime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The speed of each storage body, so that progress can be watched; 0 sends as fast as it goes.</summary>
    public long BytesPerSecondPerConnection { get; init; }
}
