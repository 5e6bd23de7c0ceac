using System;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace FigshareTools.Simulator;

/// <summary>A request to the API.</summary>
/// <param name="Path">The segments of the path after /v2.</param>
/// <param name="Parameters">The parameters: the query of a GET request, the body of a POST request.</param>
/// <param name="Cursor">The X-Cursor header, or null.</param>
/// <param name="Token">The token of an account, or null.</param>
internal sealed record ApiRequest(string[] Path, RequestParameters Parameters, string? Cursor, string? Token)
{
    /// <summary>The name of the header for cursors, in requests and responses.</summary>
    public const string CursorHeader = "X-Cursor";

    private const string TokenScheme = "token ";

    public static async Task<ApiRequest> ReadAsync(HttpRequest request, string[] path) => new(
        path,
        HttpMethods.IsPost(request.Method)
            ? await RequestParameters.ReadBodyAsync(request)
            : RequestParameters.FromQuery(request.Query),
        request.Headers[CursorHeader],
        TokenOf(request));

    // docs/api/index.md documents these two ways. "Bearer" is used too, but not documented.
    private static string? TokenOf(HttpRequest request)
    {
        string? header = request.Headers.Authorization;
        return header?.StartsWith(TokenScheme, StringComparison.OrdinalIgnoreCase) == true
            ? header[TokenScheme.Length..].Trim()
            : request.Query["access_token"];
    }
}
