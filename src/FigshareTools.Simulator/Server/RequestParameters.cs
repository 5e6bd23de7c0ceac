using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace FigshareTools.Simulator;

/// <summary>The parameters of a list or search, from the query or from a JSON body.</summary>
internal sealed class RequestParameters
{
    private static readonly string[] s_dateFormats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss'Z'"];

    private readonly Dictionary<string, string> _values = [];

    public static RequestParameters FromQuery(IQueryCollection query)
    {
        var parameters = new RequestParameters();
        foreach (var name in query.Keys)
        {
            parameters._values[name] = query[name].ToString();
        }

        return parameters;
    }

    public static async Task<RequestParameters> ReadBodyAsync(HttpRequest request)
    {
        var parameters = new RequestParameters();
        try
        {
            using var body = await JsonDocument.ParseAsync(
                request.Body, cancellationToken: request.HttpContext.RequestAborted);
            if (body.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw ApiErrorException.Unprocessable("The body must be a JSON object.");
            }

            foreach (var property in body.RootElement.EnumerateObject()
                .Where(property => property.Value.ValueKind != JsonValueKind.Null))
            {
                parameters._values[property.Name] = property.Value.ToString();
            }

            return parameters;
        }
        catch (JsonException)
        {
            // docs/api/index.md: "Sending a body that cannot be parsed as JSON will result in this error response".
            throw ApiErrorException.BadRequest("The body is not valid JSON.");
        }
    }

    public bool Contains(string name) => _values.ContainsKey(name);

    public string? GetText(string name) => _values.GetValueOrDefault(name);

    public int? GetInteger(string name, int minimum, int maximum)
    {
        if (GetText(name) is not string text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value >= minimum
            && value <= maximum
                ? value
                : throw ApiErrorException.Unprocessable($"{name} must be an integer between {minimum} and {maximum}");
    }

    public int? GetId(string name) => GetInteger(name, 1, int.MaxValue);

    public string GetChoice(string name, string defaultValue, params ReadOnlySpan<string> allowed)
    {
        var text = GetText(name) ?? defaultValue;
        return allowed.Contains(text)
            ? text
            : throw ApiErrorException.Unprocessable($"{name} must be one of {string.Join(", ", allowed)}");
    }

    public DateTimeOffset? GetDate(string name)
    {
        if (GetText(name) is not string text)
        {
            return null;
        }

        return DateTimeOffset.TryParseExact(
            text, s_dateFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
                ? date
                : throw ApiErrorException.Unprocessable($"{name} must be a date: YYYY-MM-DD or YYYY-MM-DDTHH:mm:ssZ");
    }
}
