using System;
using System.Globalization;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace FigshareTools.Simulator;

/// <content>Faults that replace the response.</content>
public sealed partial record Fault
{
    /// <summary>
    /// The challenge of AWS WAF: 202 without a body. figshare.com/ndownloader has responded like this since January
    /// 2026, and so have whole institutional hosts.
    /// </summary>
    public static Fault Challenge(FaultPoint point) => Respond(
        point,
        new CannedResponse(StatusCodes.Status202Accepted) { Headers = [("x-amzn-waf-action", "challenge")] });

    /// <summary>The captcha of AWS WAF: 405.</summary>
    public static Fault Captcha(FaultPoint point) => Respond(
        point,
        new CannedResponse(StatusCodes.Status405MethodNotAllowed) { Headers = [("x-amzn-waf-action", "captcha")] });

    /// <summary>The error page of nginx with which Figshare blocks networks (seen 2023 to 2026).</summary>
    public static Fault ForbiddenHtml(FaultPoint point) =>
        Respond(point, CannedResponse.Html(StatusCodes.Status403Forbidden, "403 Forbidden"));

    /// <summary>The response of S3 to an expired presigned URL.</summary>
    public static Fault ForbiddenXml(FaultPoint point = FaultPoint.Storage) => Respond(
        point,
        CannedResponse.Xml(StatusCodes.Status403Forbidden, S3Error.Render("AccessDenied", "Request has expired")));

    /// <summary>The response of the API to a request without permission.</summary>
    public static Fault ForbiddenJson(
        string message = "You do not have the permission to perform this action.",
        string code = "Forbidden",
        FaultPoint point = FaultPoint.Api) =>
        Respond(point, CannedResponse.Json(StatusCodes.Status403Forbidden, message, code));

    /// <summary>The response of the API to an invalid token.</summary>
    public static Fault Unauthorized(FaultPoint point = FaultPoint.Api) => Respond(
        point, CannedResponse.Json(StatusCodes.Status401Unauthorized, "Invalid access token", "InvalidAccessToken"));

    /// <summary>The response of the API to an unknown id, or to an id that the caller may not see.</summary>
    public static Fault NotFound(FaultPoint point = FaultPoint.Api) => Respond(
        point, CannedResponse.Json(StatusCodes.Status404NotFound, "Entity not found: article", "EntityNotFound"));

    /// <summary>429 with Retry-After in seconds.</summary>
    public static Fault TooManyRequests(int seconds, FaultPoint point = FaultPoint.Api) =>
        TooManyRequests(Seconds(seconds), point);

    /// <summary>429 with Retry-After as a date.</summary>
    public static Fault TooManyRequests(DateTimeOffset until, FaultPoint point = FaultPoint.Api) =>
        TooManyRequests(Date(until), point);

    /// <summary>A status such as 503 with a short HTML page, and optionally Retry-After in seconds.</summary>
    public static Fault Status(int code, int? retryAfterSeconds = null, FaultPoint point = FaultPoint.Api) =>
        Respond(point, CannedResponse.Html(code, code.ToString(CultureInfo.InvariantCulture)) with
        {
            Headers = retryAfterSeconds is int seconds ? [("Retry-After", Seconds(seconds))] : [],
        });

    /// <summary>A status with a short HTML page, and Retry-After as a date.</summary>
    public static Fault Status(int code, DateTimeOffset retryAfter, FaultPoint point = FaultPoint.Api) =>
        Respond(point, CannedResponse.Html(code, code.ToString(CultureInfo.InvariantCulture)) with
        {
            Headers = [("Retry-After", Date(retryAfter))],
        });

    /// <summary>A web page with status 200 instead of the file.</summary>
    public static Fault HtmlBody(FaultPoint point = FaultPoint.Storage) =>
        Respond(point, CannedResponse.Html(StatusCodes.Status200OK, "We will be back soon"));

    /// <summary>
    /// An XML error with status 200 instead of the file. Clients without a check of the content store it as data.
    /// </summary>
    public static Fault XmlBody(FaultPoint point = FaultPoint.Storage) => Respond(
        point, CannedResponse.Xml(StatusCodes.Status200OK, S3Error.Render("AccessDenied", "Request has expired")));

    /// <summary>
    /// A text with status 200 instead of the file, such as the error of a proxy. It has no Content-Length, and ends properly.
    /// </summary>
    public static Fault TextBody(string text, string? contentType = "text/plain") => Respond(
        FaultPoint.Storage, new CannedResponse(StatusCodes.Status200OK, contentType, text) { HasLength = false });

    /// <summary>The response of S3 to a range that begins behind the file's end, although the file is longer.</summary>
    public static Fault RangeNotSatisfiable() => Respond(
        FaultPoint.Storage,
        CannedResponse.Xml(
            StatusCodes.Status416RangeNotSatisfiable,
            S3Error.Render("InvalidRange", "The requested range is not satisfiable")));

    /// <summary>A redirect to another location.</summary>
    public static Fault RedirectTo(string location, FaultPoint point = FaultPoint.Redirect) =>
        Respond(point, new CannedResponse(StatusCodes.Status302Found) { Headers = [("Location", location)] });

    /// <summary>A redirect without a Location header.</summary>
    public static Fault NoLocation(FaultPoint point = FaultPoint.Redirect) =>
        Respond(point, new CannedResponse(StatusCodes.Status302Found));

    /// <summary>
    /// A fault that the caller writes. The function gets the request and the endpoint; it may call the endpoint, and change
    /// the headers and the body before or after.
    /// </summary>
    public static Fault Custom(FaultPoint point, Func<HttpContext, Func<Task>, Task> apply) =>
        new(FaultKind.Custom, point) { Apply = apply };

    private static Fault Respond(FaultPoint point, CannedResponse response) =>
        new(FaultKind.Response, point, response: response);

    private static Fault TooManyRequests(string retryAfter, FaultPoint point) => Respond(
        point,
        CannedResponse.Json(StatusCodes.Status429TooManyRequests, "Too many requests", "TooManyRequests") with
        {
            Headers = [("Retry-After", retryAfter)],
        });

    private static string Seconds(int seconds) => seconds.ToString(CultureInfo.InvariantCulture);

    private static string Date(DateTimeOffset date) => date.ToString("R", CultureInfo.InvariantCulture);
}
