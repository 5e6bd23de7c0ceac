using System;
using FigshareTools.Api;

namespace FigshareTools.Verification;

/// <summary>How plates are tested. The names are those of the parameters of <c>Test-FigsharePlate</c>.</summary>
public sealed record VerifyOptions
{
    /// <summary>Full path of the folder.</summary>
    public required string Destination { get; init; }

    /// <summary>Files read at once, at least 1.</summary>
    public int ThrottleLimit { get; init; } = 5;

    /// <summary>Open databases, check them and count their rows.</summary>
    public bool Deep { get; init; }

    /// <summary>Take the record's word for files it has verified, instead of hashing them.</summary>
    public bool TrustRecord { get; init; }

    /// <summary>Attempts after the first that may fail when Figshare is asked.</summary>
    public int MaximumRetryCount { get; init; } = 5;

    /// <summary>The longest wait for an answer's beginning; zero for no limit.</summary>
    public TimeSpan ConnectionTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The services to ask.</summary>
    public FigshareEndpoints Endpoints { get; init; } = FigshareEndpoints.Figshare;

    /// <summary>The token that opens what is not public; null for none.</summary>
    public FigshareSecret? Token { get; init; }

    /// <summary>Where time comes from.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
