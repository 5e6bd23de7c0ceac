namespace FigshareTools;

/// <summary>Why a request is repeated later, or why a host is left alone.</summary>
/// <param name="ErrorId">The error that the cause would be without a further attempt.</param>
/// <param name="Text">The cause for a person, without plate and remedy.</param>
/// <param name="Host">The host that failed or refuses this client; null if no host did.</param>
/// <param name="StatusCode">The HTTP status code; null without a response.</param>
public sealed record EventCause(FigshareErrorId ErrorId, string Text, string? Host, int? StatusCode)
{
    /// <summary>The cause in few words, for progress bars.</summary>
    public string Summary => Host is not null && ErrorId is FigshareErrorId.WafChallenge or FigshareErrorId.AccessRefused
        ? StatusCode is { } status ? $"{Host} refuses this network (HTTP {status})" : $"{Host} refuses this network"
        : Text;

    /// <summary>The cause of a failure. A failure that repeats another one has the host and the status of that one.</summary>
    internal static EventCause Of(EngineException failure)
    {
        var origin = failure;
        while (origin is { Host: null, InnerException: EngineException inner })
        {
            origin = inner;
        }

        return new EventCause(failure.ErrorId, failure.Cause, origin.Host, origin.StatusCode);
    }
}
