using System;

namespace FigshareTools;

/// <summary>
/// A failure inside the engine that does not name its plate or item yet. It never leaves the engine: the code that knows the
/// plate or item converts it with <see cref="ForSubject"/>.
/// </summary>
internal sealed class EngineException(
    FailureKind kind, FigshareErrorId errorId, string cause, string remedy, Exception? innerException = null)
    : Exception($"{cause}; {remedy}", innerException)
{
    /// <summary>The longest wait that a server may ask for. A failure that asks for more is not retried.</summary>
    public static readonly TimeSpan MaximumRetryAfter = TimeSpan.FromHours(1);

    public FailureKind Kind { get; } = kind;

    public FigshareErrorId ErrorId { get; } = errorId;

    /// <summary>The cause for a person, without subject and remedy.</summary>
    public string Cause { get; } = cause;

    /// <summary>What a person can do about it.</summary>
    public string Remedy { get; } = remedy;

    /// <summary>How long the server asked to wait, or how long a host is left alone; null for neither.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>How the answer contradicts its request or the bytes on disk; null for any other failure.</summary>
    public Contradiction? Contradiction { get; init; }

    /// <summary>The address of the host that refuses this client or this request; null for any other failure.</summary>
    public Uri? RefusingHost { get; init; }

    /// <summary>The host that failed or refuses; null if another failure, the inner one, says it, or if no host did.</summary>
    public string? Host { get; init; }

    /// <summary>The HTTP status code of the response; null without one.</summary>
    public int? StatusCode { get; init; }

    /// <summary>Whether another attempt may follow.</summary>
    public bool CanRetry => Kind == FailureKind.Transient && (RetryAfter ?? TimeSpan.Zero) <= MaximumRetryAfter;

    /// <summary>The failure as users see it: subject, cause and remedy in one sentence.</summary>
    public FigshareException ForSubject(string subject) =>
        new(ErrorId, $"{subject}: {Cause}; {Remedy}.", InnerException);
}
