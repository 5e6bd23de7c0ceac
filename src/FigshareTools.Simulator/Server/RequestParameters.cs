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

    public static RequestParameters Of(IQueryCollection query)
    {
        var parameters = new RequestParameters();
        foreach (string name in query.Keys)
        {
            parameters._values[name] = query[name].ToString();
        }

        return parameters;
    }

    public static async Task<RequestParameters> OfBodyAsync(HttpRequest request)
    {
        var parameters = new RequestParameters();
        try
        {
            using JsonDocument body = await JsonDocument.ParseAsync(
                request.Body, cancellationToken: request.HttpContext.RequestAborted);
            if (body.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw ApiRefusal.Unprocessable("The body must be a JSON object.");
            }

            foreach (JsonProperty property in body.RootElement.EnumerateObject()
                .Where(property => property.Value.ValueKind != JsonValueKind.Null))
            {
                parameters._values[property.Name] = property.Value.ToString();
            }

            return parameters;
        }
        catch (JsonException)
        {
            // "Sending a body that cannot be parsed as JSON will result in this error response" (docs/api/index.md).
            throw ApiRefusal.BadRequest("The body is not valid JSON.");
        }
    }

    public bool Has(string name) => _values.ContainsKey(name);

    public string? Text(string name) => _values.GetValueOrDefault(name);

    public int? Integer(string name, int minimum, int maximum)
    {
        if (Text(name) is not string text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            && value >= minimum
            && value <= maximum
                ? value
                : throw ApiRefusal.Unprocessable($"{name} must be an integer between {minimum} and {maximum}");
    }

    public int? Id(string name) => Integer(name, 1, int.MaxValue);

    public string OneOf(string name, string byDefault, params ReadOnlySpan<string> allowed)
    {
        string text = Text(name) ?? byDefault;
        return allowed.Contains(text)
            ? text
            : throw ApiRefusal.Unprocessable($"{name} must be one of {string.Join(", ", allowed)}");
    }

    public DateTimeOffset? Date(string name)
    {
        if (Text(name) is not string text)
        {
            return null;
        }

        return DateTimeOffset.TryParseExact(
            text, s_dateFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date)
                ? date
                : throw ApiRefusal.Unprocessable($"{name} must be a date: YYYY-MM-DD or YYYY-MM-DDTHH:mm:ssZ");
    }
}
