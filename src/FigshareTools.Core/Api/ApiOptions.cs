using System;
using FigshareTools.Pacing;

namespace FigshareTools.Api;

/// <summary>
/// How listings and searches use the API. The names are those of the cmdlets' parameters.
/// </summary>
public sealed record ApiOptions
{
    /// <summary>Retries of a request.</summary>
    public int MaximumRetryCount { get; init; } = 5;

    /// <summary>The longest wait for response headers; zero for no limit.</summary>
    public TimeSpan ConnectionTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The longest time that requests wait while the API refuses this client; zero to fail at once, which suits a caller who
    /// waits for the answer.
    /// </summary>
    public TimeSpan MaximumOutage { get; init; }

    /// <summary>The proxy of all requests.</summary>
    public ProxyOptions Proxy { get; init; } = new();

    /// <summary>How this process shares the pace of requests with others.</summary>
    public PaceOptions Pace { get; init; } = new();

    /// <summary>The addresses of the services.</summary>
    public FigshareEndpoints Endpoints { get; init; } = FigshareEndpoints.Figshare;

    /// <summary>The personal token for items that are not public; null for none.</summary>
    public FigshareSecret? Token { get; init; }

    /// <summary>Full path of the folder that caches public responses; null for no cache.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
