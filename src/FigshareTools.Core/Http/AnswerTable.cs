namespace FigshareTools.Http;

/// <summary>What to do with an answer.</summary>
internal enum AnswerAction
{
    /// <summary>Ask the Location, at once: a presigned URL lives 10 seconds.</summary>
    Follow,

    /// <summary>Take the body: it begins at the asked offset.</summary>
    TakeBody,

    /// <summary>The body is the whole file although a part was asked for: take it from zero.</summary>
    TakeFromZero,

    /// <summary>What is here is not a part of what is there: forget it and ask for everything.</summary>
    StartOver,

    /// <summary>The asked offset is the end: compare the length.</summary>
    CheckEnd,

    /// <summary>What is kept here is still what is there.</summary>
    UseKept,

    /// <summary>This host will not answer this client: ask the other one.</summary>
    AskOtherHost,

    /// <summary>The presigned URL is spent: ask for a new one now.</summary>
    Renew,

    /// <summary>Try again later.</summary>
    Retry,

    /// <summary>Trying again cannot help.</summary>
    GiveUp,
}

/// <summary>What of an answer decides its meaning.</summary>
/// <param name="Host">Who answered.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="WafAction">The <c>x-amzn-waf-action</c> header.</param>
/// <param name="HasLocation">Whether there is a Location to follow.</param>
/// <param name="Body">The kind of the body; read only for refusals.</param>
/// <param name="Offset">The asked offset; null when no Range was sent.</param>
/// <param name="RangeFits">Whether Content-Range begins at the asked offset and ends at the end of the expected file.</param>
/// <param name="HasKept">Whether the request told the tag of an answer that is kept here.</param>
internal sealed record AnswerFacts(
    string Host, int Status, string? WafAction, bool HasLocation, ContentKind Body, long? Offset, bool RangeFits,
    bool HasKept);

/// <summary>The meaning of an answer.</summary>
/// <param name="Action">What to do.</param>
/// <param name="ErrorId">The failure, if it ends as one.</param>
/// <param name="Cause">The cause for a person, without plate and remedy.</param>
/// <param name="Remedy">What a person can do.</param>
internal readonly record struct Answer(AnswerAction Action, FigshareErrorId ErrorId, string Cause, string Remedy);

/// <summary>The one place that says what an HTTP answer means, whether from API, downloader or storage.</summary>
internal static class AnswerTable
{
    private const string TryLater = "try again later or from another network";

    /// <summary>Reads an answer. The rows stand in the order in which they are tried.</summary>
    public static Answer Read(in AnswerFacts answer) => answer switch
    {
        // A WAF challenge is a "success" with an empty body (since 2026-01-16 on figshare.com/ndownloader): solving it is
        // not for a program, and no header or pause helps.
        { WafAction: not null } or { Status: 202 } => new(AnswerAction.AskOtherHost, FigshareErrorId.WafChallenge,
            $"the firewall of {answer.Host} challenged the request instead of answering it (HTTP {answer.Status}), so this "
            + "network is being refused", TryLater),

        { Status: 301 or 302 or 303 or 307 or 308, HasLocation: true } => Take(AnswerAction.Follow),

        { Status: 200, Offset: null } => Take(AnswerAction.TakeBody),
        { Status: 200 } => Take(AnswerAction.TakeFromZero),
        { Status: 206, Offset: not null, RangeFits: true } => Take(AnswerAction.TakeBody),
        { Status: 206, Offset: not null } => Take(AnswerAction.StartOver),
        { Status: 416, Offset: not null } => Take(AnswerAction.CheckEnd),
        { Status: 304, HasKept: true } => Take(AnswerAction.UseKept),

        // Three refusals share the number 403: the API's is JSON and means permission, the storage's is XML and means a
        // spent or wrong signature, and the web servers' and firewalls' is HTML and means this client (2025-12 to 2026-08).
        { Status: 401 } or { Status: 403, Body: ContentKind.Json } => new(AnswerAction.GiveUp,
            FigshareErrorId.PermissionDenied, $"Figshare does not let this caller read it (HTTP {answer.Status})",
            "ask its owner for access, or for a public version"),
        { Status: 403, Body: ContentKind.Xml } => new(AnswerAction.Renew, FigshareErrorId.LinkExpired,
            $"{answer.Host} refused fresh download links (HTTP 403)",
            "check that this machine's clock is right and that no proxy delays or rewrites requests"),
        { Status: 403 } => new(AnswerAction.AskOtherHost, FigshareErrorId.AccessRefused,
            $"{answer.Host} is refusing this client or network (HTTP 403 with a web page)", TryLater),

        { Status: 404 or 410 } => new(AnswerAction.GiveUp, FigshareErrorId.NotFound,
            $"Figshare knows no such public file or item (HTTP {answer.Status})",
            "check the id; the item may be private, withdrawn or deleted"),
        { Status: 429 } => new(AnswerAction.Retry, FigshareErrorId.RateLimited,
            $"{answer.Host} answered 'too many requests' (HTTP 429)", "try again later, with a lower -ThrottleLimit"),
        { Status: 408 or >= 500 } => new(AnswerAction.Retry, FigshareErrorId.ServerError,
            $"{answer.Host} failed (HTTP {answer.Status})", "try again later"),
        _ => new(AnswerAction.GiveUp, FigshareErrorId.UnexpectedAnswer,
            $"{answer.Host} gave an answer that Figshare is not known to give (HTTP {answer.Status})",
            "check -ApiUri, -DownloadUri and any proxy in between"),
    };

    private static Answer Take(AnswerAction action) => new(action, FigshareErrorId.UnexpectedAnswer, "", "");
}
