namespace FigshareTools.Http;

/// <summary>The facts of a response that decide what it means.</summary>
/// <param name="Host">The host that responded.</param>
/// <param name="Status">The HTTP status code.</param>
/// <param name="WafAction">The <c>x-amzn-waf-action</c> header; null without one.</param>
/// <param name="HasLocation">Whether the response has a Location header.</param>
/// <param name="Body">The kind of the body. Only determined for status 403.</param>
/// <param name="Offset">The requested offset; null when the request had no Range header.</param>
/// <param name="MatchesRange">Whether Content-Range is the requested range of the expected file.</param>
/// <param name="HasCached">Whether the request named the entity tag of a cached response.</param>
internal sealed record ResponseFacts(
    string Host, int Status, string? WafAction, bool HasLocation, ContentKind Body, long? Offset, bool MatchesRange,
    bool HasCached)
{
    /// <summary>Whether the body is encoded, although only identity is accepted.</summary>
    public bool IsEncoded { get; init; }

    /// <summary>The proxy on the way. Only determined for status 407.</summary>
    public ProxyFacts? Proxy { get; init; }
}

/// <summary>What a response means.</summary>
/// <param name="Action">What the engine does.</param>
/// <param name="ErrorId">The error, if the response ends in one.</param>
/// <param name="Cause">The cause for a person, without plate and remedy.</param>
/// <param name="Remedy">What a person can do.</param>
internal readonly record struct ResponseVerdict(
    ResponseAction Action, FigshareErrorId ErrorId, string Cause, string Remedy);

/// <summary>
/// Decides what a response of the API, the downloader or the storage means. No other code interprets status codes.
/// </summary>
internal static class ResponseClassifier
{
    private const string TryLater = "try again later or from another network";

    /// <summary>Classifies a response. The first case that matches applies.</summary>
    public static ResponseVerdict Classify(in ResponseFacts response) => response switch
    {
        // A WAF challenge is a "success" with an empty body (since 2026-01-16 on figshare.com/ndownloader). A program cannot
        // solve the challenge, and no header or pause avoids it.
        { WafAction: not null } or { Status: 202 } => new(ResponseAction.TryOtherHost, FigshareErrorId.WafChallenge,
            $"the firewall of {response.Host} challenged the request instead of answering it (HTTP {response.Status}), so "
            + "this network is being refused", TryLater),

        { Status: 301 or 302 or 303 or 307 or 308, HasLocation: true } => Success(ResponseAction.FollowRedirect),

        // A proxy may compress although the request accepts only identity. Such bytes are not the file's.
        { Status: 200 or 206, IsEncoded: true } => new(ResponseAction.Retry, FigshareErrorId.UnexpectedAnswer,
            $"{response.Host} compressed its answer although that was not accepted", "check any proxy in between"),

        { Status: 200, Offset: null } => Success(ResponseAction.UseBody),
        { Status: 200 } => Success(ResponseAction.UseBodyFromZero),
        { Status: 206, Offset: not null, MatchesRange: true } => Success(ResponseAction.UseBody),
        { Status: 206, Offset: not null } => Success(ResponseAction.RejectRange),
        { Status: 416, Offset: not null } => Success(ResponseAction.CheckLength),
        { Status: 304, HasCached: true } => Success(ResponseAction.UseCached),

        // Status 403 has three meanings (2025-12 to 2026-08). With JSON, from the API: the caller lacks permission. With
        // XML, from the storage: the signature is expired or wrong. With HTML, from a web server or firewall: the client is
        // refused.
        { Status: 401 } or { Status: 403, Body: ContentKind.Json } => new(ResponseAction.Fail,
            FigshareErrorId.PermissionDenied, $"Figshare does not let this caller read it (HTTP {response.Status})",
            "ask its owner for access, or for a public version"),
        { Status: 403, Body: ContentKind.Xml } => new(ResponseAction.RenewUrl, FigshareErrorId.LinkExpired,
            $"{response.Host} refused fresh download links (HTTP 403)",
            "check that this machine's clock is right and that no proxy delays or rewrites requests"),
        { Status: 403 } => new(ResponseAction.TryOtherHost, FigshareErrorId.AccessRefused,
            $"{response.Host} is refusing this client or network (HTTP 403 with a web page)", TryLater),

        { Status: 407 } => ClassifyProxy(response.Host, response.Proxy, 407),
        { Status: 404 or 410 } => new(ResponseAction.Fail, FigshareErrorId.NotFound,
            $"Figshare knows no such public file or item (HTTP {response.Status})",
            "check the id; the item may be private, withdrawn or deleted"),
        { Status: 429 } => new(ResponseAction.Retry, FigshareErrorId.RateLimited,
            $"{response.Host} answered 'too many requests' (HTTP 429)", "try again later, with a lower -ThrottleLimit"),
        { Status: 408 or >= 500 } => new(ResponseAction.Retry, FigshareErrorId.ServerError,
            $"{response.Host} failed (HTTP {response.Status})", "try again later"),
        _ => new(ResponseAction.Fail, FigshareErrorId.UnexpectedAnswer,
            $"{response.Host} sent a response that Figshare is not known to send (HTTP {response.Status})",
            "check -ApiUri, -DownloadUri and any proxy in between"),
    };

    /// <summary>Classifies the answer of a proxy that does not connect to a host.</summary>
    /// <param name="host">The host.</param>
    /// <param name="proxy">The proxy; null for one that the network puts in between.</param>
    /// <param name="status">The HTTP status code.</param>
    public static ResponseVerdict ClassifyProxy(string host, ProxyFacts? proxy, int? status)
    {
        var name = proxy is null ? $"a proxy before {host}" : $"the proxy {proxy.Name}";
        return status switch
        {
            // tinyproxy 1.11 answers 401 to wrong credentials (2026-11-24).
            401 or 407 when proxy is { HasCredentials: true } => new(ResponseAction.Fail, FigshareErrorId.ProxyCredentials,
                $"{name} does not accept the credentials (HTTP {status})", "correct -ProxyCredential or the proxy's address"),
            407 => new(ResponseAction.Fail, FigshareErrorId.ProxyCredentials, $"{name} wants credentials (HTTP 407)",
                "give -ProxyCredential (Get-Credential) or -ProxyUseDefaultCredentials"),
            408 or 429 or >= 500 => new(ResponseAction.Retry, FigshareErrorId.ProxyFailed,
                $"{name} could not connect to {host} (HTTP {status})", "try again later, or check the proxy's own log"),
            _ => new(ResponseAction.Fail, FigshareErrorId.ProxyFailed,
                $"{name} does not let this machine connect to {host} (HTTP {status})",
                "ask who runs it to allow the hosts that docs/network.md lists"),
        };
    }

    private static ResponseVerdict Success(ResponseAction action) => new(action, FigshareErrorId.UnexpectedAnswer, "", "");
}
