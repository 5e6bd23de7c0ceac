using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;

namespace FigshareTools.Simulator;

/// <summary>A request as it went over the wire, and how far its answer has come.</summary>
public sealed record WireRequest
{
    /// <summary>Where the request came in.</summary>
    public required FaultPoint Point { get; init; }

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The path with its query, as sent.</summary>
    public required string PathAndQuery { get; init; }

    /// <summary>The article the request is about, if it is about one.</summary>
    public long? ArticleId { get; init; }

    /// <summary>The file the request is about, if it is about one.</summary>
    public long? FileId { get; init; }

    /// <summary>All headers by their names in any case; those sent several times are joined with commas.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The Authorization header.</summary>
    public string? Authorization { get; init; }

    /// <summary>The Range header.</summary>
    public string? Range { get; init; }

    /// <summary>The If-Range header.</summary>
    public string? IfRange { get; init; }

    /// <summary>The Accept header.</summary>
    public string? Accept { get; init; }

    /// <summary>The User-Agent header.</summary>
    public string? UserAgent { get; init; }

    /// <summary>The If-None-Match header.</summary>
    public string? IfNoneMatch { get; init; }

    /// <summary>When the request came in, by the simulator's clock.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The status of the answer; 0 as long as there is none.</summary>
    public int Status { get; init; }

    /// <summary>The bytes of the body that were handed to the network.</summary>
    public long BytesSent { get; init; }

    /// <summary>
    /// Whether the server is done with the request. That may be just after the client has its last byte.
    /// </summary>
    public bool IsComplete { get; init; }
}
