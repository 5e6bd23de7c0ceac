using System;

namespace FigshareTools.Simulator;

/// <summary>
/// Options of a <see cref="FigshareSimulator"/>. Failures of single requests are part of its <see cref="FaultPlan"/>.
/// </summary>
public sealed class SimulatorOptions
{
    /// <summary>The clock that dates presigned URLs and determines when they expire.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>
    /// How long a presigned URL is valid. Figshare uses 10 seconds (X-Amz-Expires=10, seen 2024 to 2026).
    /// </summary>
    public TimeSpan PresignedUrlLifetime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The bandwidth of each storage response in bytes per second, so that progress is visible; 0 for no limit.
    /// </summary>
    public long BytesPerSecondPerConnection { get; init; }
}
