using System;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace FigshareTools.Simulator;

/// <content>Faults that answer something else.</content>
public sealed partial record Fault
{
    /// <summary>
    /// The challenge of AWS WAF: 202 without a body. The answer of figshare.com/ndownloader since January 2026, and of
    /// whole institutional hosts.
    /// </summary>
    public static Fault Challenge(FaultPoint point) => Answer(
        point,
        new CannedReply(StatusCodes.Status202Accepted) { Headers = [("x-amzn-waf-action", "challenge")] });

    /// <summary>The captcha of AWS WAF: 405.</summary>
    public static Fault Captcha(FaultPoint point) => Answer(
        point,
        new CannedReply(StatusCodes.Status405MethodNotAllowed) { Headers = [("x-amzn-waf-action", "captcha")] });

    /// <summary>The page of nginx with which Figshare turns networks away, as seen from 2023 to 2026.</summary>
    public static Fault ForbiddenHtml(FaultPoint point) =>
        Answer(point, CannedReply.Html(StatusCodes.Status403Forbidden, "403 Forbidden"));

    /// <summary>S3's answer to a presigned URL that has expired.</summary>
    public static Fault ForbiddenXml(FaultPoint point = FaultPoint.Storage) => Answer(
        point, CannedReply.Xml(StatusCodes.Status403Forbidden, S3Error.Render("AccessDenied", "Request has expired")));

    /// <summary>The API's answer to somebody without the right.</summary>
    public static Fault ForbiddenJson(
        string message = "You do not have the permission to perform this action.",
        string code = "Forbidden",
        FaultPoint point = FaultPoint.Api) =>
        Answer(point, CannedReply.Json(StatusCodes.Status403Forbidden, message, code));

    /// <summary>The API's answer to a token it does not know.</summary>
    public static Fault Unauthorized(FaultPoint point = FaultPoint.Api) => Answer(
        point, CannedReply.Json(StatusCodes.Status401Unauthorized, "Invalid access token", "InvalidAccessToken"));

    /// <summary>The API's answer to an id it does not know, or does not want to know.</summary>
    public static Fault NotFound(FaultPoint point = FaultPoint.Api) => Answer(
        point, CannedReply.Json(StatusCodes.Status404NotFound, "Entity not found: article", "EntityNotFound"));

    /// <summary>429 with Retry-After in seconds.</summary>
    public static Fault TooManyRequests(int seconds, FaultPoint point = FaultPoint.Api) =>
        TooManyRequests(Seconds(seconds), point);

    /// <summary>429 with Retry-After as a date.</summary>
    public static Fault TooManyRequests(DateTimeOffset until, FaultPoint point = FaultPoint.Api) =>
        TooManyRequests(Date(until), point);

    /// <summary>A bare status, 503 for instance, with Retry-After in seconds if wanted.</summary>
    public static Fault Status(int code, int? retryAfterSeconds = null, FaultPoint point = FaultPoint.Api) =>
        Answer(point, CannedReply.Html(code, code.ToString(CultureInfo.InvariantCulture)) with
        {
            Headers = retryAfterSeconds is int seconds ? [("Retry-After", Seconds(seconds))] : [],
        });

    /// <summary>A bare status with Retry-After as a date.</summary>
    public static Fault Status(int code, DateTimeOffset retryAfter, FaultPoint point = FaultPoint.Api) =>
        Answer(point, CannedReply.Html(code, code.ToString(CultureInfo.InvariantCulture)) with
        {
            Headers = [("Retry-After", Date(retryAfter))],
        });

    /// <summary>A web page with status 200 in place of the file.</summary>
    public static Fault HtmlBody(FaultPoint point = FaultPoint.Storage) =>
        Answer(point, CannedReply.Html(StatusCodes.Status200OK, "We will be back soon"));

    /// <summary>
    /// An XML error with status 200 in place of the file: what clients that ignore the status have stored as data.
    /// </summary>
    public static Fault XmlBody(FaultPoint point = FaultPoint.Storage) => Answer(
        point, CannedReply.Xml(StatusCodes.Status200OK, S3Error.Render("AccessDenied", "Request has expired")));

    /// <summary>A redirect to somewhere else.</summary>
    public static Fault RedirectTo(string location, FaultPoint point = FaultPoint.Redirect) =>
        Answer(point, new CannedReply(StatusCodes.Status302Found) { Headers = [("Location", location)] });

    /// <summary>A redirect to nowhere.</summary>
    public static Fault NoLocation(FaultPoint point = FaultPoint.Redirect) =>
        Answer(point, new CannedReply(StatusCodes.Status302Found));

    private static Fault Answer(FaultPoint point, CannedReply reply) => new(FaultKind.Response, point, reply: reply);

    private static Fault TooManyRequests(string retryAfter, FaultPoint point) => Answer(
        point,
        CannedReply.Json(StatusCodes.Status429TooManyRequests, "Too many requests", "TooManyRequests") with
        {
            Headers = [("Retry-After", retryAfter)],
        });

    private static string Seconds(int seconds) => seconds.ToString(CultureInfo.InvariantCulture);

    private static string Date(DateTimeOffset date) => date.ToString("R", CultureInfo.InvariantCulture);
}
