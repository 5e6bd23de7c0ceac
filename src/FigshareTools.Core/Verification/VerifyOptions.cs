using System;
using FigshareTools.Api;
using FigshareTools.Pacing;

namespace FigshareTools.Verification;

/// <summary>How plates are verified. The names are those of the parameters of <c>Test-FigsharePlate</c>.</summary>
public sealed record VerifyOptions
{
    /// <summary>Full path of the folder.</summary>
    public required string Destination { get; init; }

    /// <summary>Files that are read at once, at least 1.</summary>
    public int ThrottleLimit { get; init; } = 5;

    /// <summary>Whether SQLite databases are opened, checked, and their rows counted.</summary>
    public bool Deep { get; init; }

    /// <summary>Whether the verification record is trusted, instead of hashing a file that it covers.</summary>
    public bool TrustRecord { get; init; }

    /// <summary>Retries of a request to Figshare.</summary>
    public int MaximumRetryCount { get; init; } = 5;

    /// <summary>The longest wait for response headers; zero for no limit.</summary>
    public TimeSpan ConnectionTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The proxy of all requests.</summary>
    public ProxyOptions Proxy { get; init; } = new();

    /// <summary>How this process shares the pace of requests with others.</summary>
    public PaceOptions Pace { get; init; } = new();

    /// <summary>The addresses of the services.</summary>
    public FigshareEndpoints Endpoints { get; init; } = FigshareEndpoints.Figshare;

    /// <summary>The personal token for items that are not public; null for none.</summary>
    public FigshareSecret? Token { get; init; }

    /// <summary>The library that opens databases.</summary>
    internal SqliteLibrary Sqlite { get; init; } = SqliteLibrary.OfSystem;

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
