using System;
using System.Net.Http;

namespace FigshareTools.Http;

/// <summary>A response whose body is not read yet, and what it means. The holder disposes it.</summary>
internal sealed class HttpExchange(HttpResponseMessage response, ResponseVerdict verdict, TimeSpan? retryAfter) : IDisposable
{
    public HttpResponseMessage Response { get; } = response;

    public ResponseVerdict Verdict { get; } = verdict;

    /// <summary>The time from the request to the response's headers.</summary>
    public TimeSpan ResponseTime { get; init; }

    /// <summary>The failure that a response means which is not a success, or whose meaning does not fit its request.</summary>
    public EngineException ToException()
    {
        if (Verdict.Cause.Length == 0)
        {
            var host = Response.RequestMessage?.RequestUri?.Host;
            return new EngineException(FailureKind.Permanent, FigshareErrorId.UnexpectedAnswer,
                Verdict.Action == ResponseAction.FollowRedirect
                    ? $"{host} redirected a request that it has to answer itself (HTTP {(int)Response.StatusCode})"
                    : $"{host} sent a response that does not fit the request (HTTP {(int)Response.StatusCode})",
                "check -ApiUri, -DownloadUri and any proxy in between");
        }

        var kind = Verdict.Action switch
        {
            ResponseAction.Retry or ResponseAction.RenewUrl => FailureKind.Transient,
            ResponseAction.TryOtherHost => FailureKind.HostRefused,
            _ => FailureKind.Permanent,
        };
        var cause = retryAfter > EngineException.MaximumRetryAfter
            ? $"{Verdict.Cause} and asks to wait {retryAfter.Value.TotalHours:0.#} hours"
            : Verdict.Cause;
        return new EngineException(kind, Verdict.ErrorId, cause, Verdict.Remedy)
        {
            RetryAfter = retryAfter,
            Host = Response.RequestMessage?.RequestUri?.Host,
            StatusCode = (int)Response.StatusCode,
            RefusingHost = kind == FailureKind.HostRefused ? HostCircuits.HostOf(Response.RequestMessage!.RequestUri!) : null,
        };
    }

    public void Dispose() => Response.Dispose();
}
