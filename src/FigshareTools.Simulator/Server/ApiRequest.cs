using System;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace FigshareTools.Simulator;

/// <summary>A request to the API.</summary>
/// <param name="Path">The path behind /v2.</param>
/// <param name="Parameters">The parameters: of the query with GET, of the body with POST.</param>
/// <param name="Cursor">The X-Cursor header.</param>
/// <param name="Token">The token of an account.</param>
internal sealed record ApiRequest(string[] Path, RequestParameters Parameters, string? Cursor, string? Token)
{
    /// <summary>The header that carries cursors in both directions.</summary>
    public const string CursorHeader = "X-Cursor";

    private const string TokenScheme = "token ";

    public static async Task<ApiRequest> ReadAsync(HttpRequest request, string[] path) => new(
        path,
        HttpMethods.IsPost(request.Method)
            ? await RequestParameters.OfBodyAsync(request)
            : RequestParameters.Of(request.Query),
        request.Headers[CursorHeader],
        TokenOf(request));

    // The two ways that docs/api/index.md names. "Bearer" is in use, but not documented.
    private static string? TokenOf(HttpRequest request)
    {
        string? header = request.Headers.Authorization;
        return header?.StartsWith(TokenScheme, StringComparison.OrdinalIgnoreCase) == true
            ? header[TokenScheme.Length..].Trim()
            : request.Query["access_token"];
    }
}
