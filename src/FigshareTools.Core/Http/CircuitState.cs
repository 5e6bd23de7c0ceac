using System;
using System.Collections.Generic;
using FigshareTools.Pacing;

namespace FigshareTools.Http;

/// <summary>What a request met at a host.</summary>
internal enum HostOutcome
{
    /// <summary>Any answer that is not a refusal of the client, such as a redirect, a file, or "not found".</summary>
    Answered,

    /// <summary>A refusal of the client: HTTP 403 with a web page.</summary>
    Refused,

    /// <summary>A firewall's challenge.</summary>
    Challenged,

    /// <summary>
    /// Nothing that shows whether the host refuses the client: no answer, a server's failure, "too many requests".
    /// </summary>
    Inconclusive,
}

/// <summary>A request to a host, and what it met.</summary>
/// <param name="Outcome">What it met.</param>
/// <param name="Item">What it asked for: a file id, or the path of an API request.</param>
/// <param name="Now">When it ended.</param>
internal readonly record struct HostSample(HostOutcome Outcome, string Item, TimeSpan Now)
{
    /// <summary>The failure that the refusal means; null without a refusal.</summary>
    public EngineException? Refusal { get; init; }

    /// <summary>Whether the host is the API's or the downloader's, and not a storage.</summary>
    public bool IsFigshare { get; init; }

    /// <summary>Whether the request was the probe of an open circuit.</summary>
    public bool IsProbe { get; init; }
}

/// <summary>The circuit of one host: closed while the host may be asked, open while it refuses this client.</summary>
internal sealed record CircuitState
{
    /// <summary>The circuit of a host that has refused nothing since its last answer.</summary>
    public static CircuitState Closed { get; } = new();

    /// <summary>The different items that the host has refused since its last answer.</summary>
    public IReadOnlyList<string> RefusedItems { get; init; } = [];

    /// <summary>When the host refused the first of them.</summary>
    public TimeSpan RefusedSince { get; init; }

    /// <summary>The last refusal; null without one.</summary>
    public EngineException? Refusal { get; init; }

    /// <summary>When the circuit was opened; null while it is closed.</summary>
    public TimeSpan? OpenSince { get; init; }

    /// <summary>When the host may be probed.</summary>
    public TimeSpan NextProbe { get; init; }

    /// <summary>The number of waits before probes until now. It determines the length of the next one.</summary>
    public int Waits { get; init; }

    /// <summary>Whether a request probes the host now.</summary>
    public bool IsProbing { get; init; }

    /// <summary>
    /// The refusal in the pace folder that is part of this state; see <see cref="SharedRefusal.Until"/>. Null for none.
    /// </summary>
    public long? SharedUntil { get; init; }

    public bool IsOpen => OpenSince is not null;

    public bool IsProbeDue(TimeSpan now) => IsOpen && !IsProbing && NextProbe <= now;
}
