using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;

namespace FigshareTools.Logs;

/// <summary>Writes the values of the log. A member without a value is left out.</summary>
internal static class LogValues
{
    /// <summary>Writes a text, without characters that a terminal obeys.</summary>
    public static void WriteText(this Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, PrintableText.Of(text));
        }
    }

    public static void WriteOptional(this Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    /// <summary>Writes a time in seconds, to the millisecond.</summary>
    public static void WriteSeconds(this Utf8JsonWriter json, string name, TimeSpan time) =>
        json.WriteNumber(name, Math.Round((decimal)time.TotalSeconds, 3));

    /// <summary>Writes an option: a number, a switch, a time in UTC, a text or several texts.</summary>
    public static void WriteValue(this Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null:
                break;
            case bool isSet:
                json.WriteBoolean(name, isSet);
                break;
            case DateTimeOffset time:
                json.WriteString(name, LogLine.TimeText(time));
                break;
            case IEnumerable<string> texts:
                json.WriteStartArray(name);
                foreach (var text in texts)
                {
                    json.WriteStringValue(PrintableText.Of(text));
                }

                json.WriteEndArray();
                break;
            case IConvertible number and not string:
                json.WriteNumber(name, Convert.ToDecimal(number, CultureInfo.InvariantCulture));
                break;
            default:
                json.WriteText(name, value.ToString());
                break;
        }
    }
}
