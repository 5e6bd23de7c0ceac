using System;
using System.Globalization;
using System.Management.Automation;

namespace FigshareTools.Rows;

/// <summary>Values of properties, as cells of a row.</summary>
internal static class RowCell
{
    // Beyond this, not every whole number has a double of its own.
    private const double MaximumExact = 9007199254740992;

    /// <summary>The text of a value, the same under every culture; null for nothing.</summary>
    public static string? TextOf(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        null => null,
        string text => text,
        bool flag => flag ? "True" : "False",
        DateTime { Kind: DateTimeKind.Local } time => TextOf(time.ToUniversalTime()),
        DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        DateTimeOffset time => TextOf(time.UtcDateTime),
        // Import-Excel gives ids as such numbers. They are written without an exponent.
        double number when Math.Abs(number) <= MaximumExact && Math.Floor(number) == number =>
            ((long)number).ToString(CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        var other => LanguagePrimitives.ConvertTo<string>(other),
    };
}
