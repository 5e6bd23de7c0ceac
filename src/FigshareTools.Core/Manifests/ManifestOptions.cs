using System;
using FigshareTools.Api;

namespace FigshareTools.Manifests;

/// <summary>How Figshare is asked for manifests. The names are those of the cmdlets' parameters.</summary>
public sealed record ManifestOptions
{
    /// <summary>Attempts after the first that may fail.</summary>
    public int MaximumRetryCount { get; init; } = 5;

    /// <summary>The longest wait for an answer; zero for no limit.</summary>
    public TimeSpan ConnectionTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The services to ask.</summary>
    public FigshareEndpoints Endpoints { get; init; } = FigshareEndpoints.Figshare;

    /// <summary>Where time comes from.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
