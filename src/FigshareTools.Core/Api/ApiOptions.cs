using System;

namespace FigshareTools.Api;

/// <summary>
/// How Figshare is asked for manifests and for what searches find. The names are those of the cmdlets' parameters.
/// </summary>
public sealed record ApiOptions
{
    /// <summary>Attempts after the first that may fail.</summary>
    public int MaximumRetryCount { get; init; } = 5;

    /// <summary>The longest wait for an answer; zero for no limit.</summary>
    public TimeSpan ConnectionTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The services to ask.</summary>
    public FigshareEndpoints Endpoints { get; init; } = FigshareEndpoints.Figshare;

    /// <summary>The token that opens what is not public; null for none.</summary>
    public FigshareSecret? Token { get; init; }

    /// <summary>Full path of the folder that keeps public answers; null to keep none.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>Where time comes from.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
