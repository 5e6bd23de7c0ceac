using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;

namespace FigshareTools.Simulator;

/// <summary>A request as received, and the progress of its response.</summary>
public sealed record WireRequest
{
    /// <summary>The endpoint that received the request.</summary>
    public required FaultPoint Point { get; init; }

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The path and query as received.</summary>
    public required string PathAndQuery { get; init; }

    /// <summary>The id of the requested article, or null.</summary>
    public long? ArticleId { get; init; }

    /// <summary>The id of the requested file, or null.</summary>
    public long? FileId { get; init; }

    /// <summary>All headers. Names ignore case; values of a repeated header are joined with commas.</summary>
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

    /// <summary>The time of arrival, by the simulator's clock.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The status of the response; 0 before the response begins.</summary>
    public int Status { get; init; }

    /// <summary>The number of bytes of the body that were passed to the network.</summary>
    public long BytesSent { get; init; }

    /// <summary>
    /// Whether the server has finished the request. This can be shortly after the client has received the last byte.
    /// </summary>
    public bool IsComplete { get; init; }
}
