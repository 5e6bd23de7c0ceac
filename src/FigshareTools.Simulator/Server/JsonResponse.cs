using System;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace FigshareTools.Simulator;

/// <summary>A response of the API.</summary>
internal sealed record JsonResponse(int Status, JsonNode Body, DateTimeOffset? LastModified = null)
{
    /// <summary>The X-Cursor header for the next page of a list.</summary>
    public string? Cursor { get; init; }

    public static JsonResponse Ok(JsonNode body, DateTimeOffset lastModified) =>
        new(StatusCodes.Status200OK, body, lastModified);

    /// <summary>
    /// Creates an error in the form of the official definition's ErrorMessage. In practice the code is a word.
    /// </summary>
    public static JsonResponse Error(int status, string message, string code) =>
        new(status, new JsonObject { ["message"] = message, ["code"] = code });

    public static JsonResponse EntityNotFound(string entity) =>
        Error(StatusCodes.Status404NotFound, $"Entity not found: {entity}", "EntityNotFound");

    public static JsonResponse BadRequest(string message) =>
        Error(StatusCodes.Status400BadRequest, message, "BadRequest");

    public static JsonResponse UnknownRoute() => Error(StatusCodes.Status404NotFound, "Not found", "NotFound");

    public async Task WriteAsync(HttpContext context)
    {
        var body = Encoding.UTF8.GetBytes(Body.ToJsonString());
        var response = context.Response;
        response.StatusCode = Status;
        if (Cursor is not null)
        {
            response.Headers[ApiRequest.CursorHeader] = Cursor;
        }

        // Figshare's documentation: "Most responses should return an ETag header and a Last-Modified header".
        if (LastModified is DateTimeOffset lastModified)
        {
            var eTag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body))}\"";
            response.Headers.ETag = eTag;
            response.Headers.LastModified = lastModified.ToString("R", CultureInfo.InvariantCulture);
            if (context.Request.Headers.IfNoneMatch == eTag)
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
        }

        response.ContentType = "application/json";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, context.RequestAborted);
    }
}
