using System;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace FigshareTools.Simulator;

/// <summary>An answer of the API.</summary>
internal sealed record JsonResponse(int Status, JsonNode Body, DateTimeOffset? LastModified = null)
{
    /// <summary>The X-Cursor header with which a list goes on.</summary>
    public string? Cursor { get; init; }

    public static JsonResponse Ok(JsonNode body, DateTimeOffset lastModified) =>
        new(StatusCodes.Status200OK, body, lastModified);

    /// <summary>
    /// An error in the form of the official definition's ErrorMessage; in practice the code is a word.
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
        byte[] body = Encoding.UTF8.GetBytes(Body.ToJsonString());
        HttpResponse response = context.Response;
        response.StatusCode = Status;
        if (Cursor is not null)
        {
            response.Headers[ApiRequest.CursorHeader] = Cursor;
        }

        // "Most responses should return an ETag header and a Last-Modified header", says Figshare's documentation.
        if (LastModified is DateTimeOffset lastModified)
        {
            string eTag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body))}\"";
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
