using System;
using System.Net.Http;

namespace FigshareTools.Http;

/// <summary>A response whose body is not read yet, and what it means. The holder disposes it.</summary>
internal sealed class HttpExchange(HttpResponseMessage response, ResponseVerdict verdict, TimeSpan? retryAfter) : IDisposable
{
    public HttpResponseMessage Response { get; } = response;

    public ResponseVerdict Verdict { get; } = verdict;

    /// <summary>The failure that a response means which is not a success.</summary>
    public EngineException ToException()
    {
        var kind = Verdict.Action switch
        {
            ResponseAction.Retry => FailureKind.Transient,
            ResponseAction.TryOtherHost => FailureKind.HostRefused,
            _ => FailureKind.Permanent,
        };
        var cause = retryAfter > EngineException.MaximumRetryAfter
            ? $"{Verdict.Cause} and asks to wait {retryAfter.Value.TotalHours:0.#} hours"
            : Verdict.Cause;
        return new EngineException(kind, Verdict.ErrorId, cause, Verdict.Remedy)
        {
            RetryAfter = retryAfter,
            RefusingHost = kind == FailureKind.HostRefused ? HostCircuits.HostOf(Response.RequestMessage!.RequestUri!) : null,
        };
    }

    public void Dispose() => Response.Dispose();
}
