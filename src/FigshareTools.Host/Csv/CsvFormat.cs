using System;
using System.Globalization;
using System.Management.Automation;
using CsvHelper.Configuration;

namespace FigshareTools.Hosting.Csv;

/// <summary>What both cmdlets share: the delimiter, and CsvHelper made to read and write as PowerShell does.</summary>
internal static class CsvFormat
{
    public const char DefaultDelimiter = ',';

    /// <summary>The prefix PowerShell gives the type name of an object which came out of a CSV file.</summary>
    public const string TypePrefix = "CSV:";

    private const string TypeLine = "#TYPE";

    public static char Delimiter(char asked, SwitchParameter useCulture)
    {
        if (useCulture)
        {
            return CultureInfo.CurrentCulture.TextInfo.ListSeparator[0];
        }

        return asked == '\0' ? DefaultDelimiter : asked;
    }

    public static CsvConfiguration ForWriting(char delimiter) => new(CultureInfo.InvariantCulture)
    {
        Delimiter = delimiter.ToString(),
        NewLine = Environment.NewLine,
    };

    /// <summary>For reading; without a NewLine of its own, so that lines may end as they like.</summary>
    public static CsvConfiguration ForReading(char delimiter) => new(CultureInfo.InvariantCulture)
    {
        Delimiter = delimiter.ToString(),

        // PowerShell takes a quote in an odd place as a character like any other, and blanks around a field as layout.
        BadDataFound = null,
        TrimOptions = TrimOptions.Trim,
        WhiteSpaceChars = Array.FindAll([' ', '\t'], blank => blank != delimiter),

        // Blank lines are passed over by the cmdlet: as the header line PowerShell does not pass over one.
        IgnoreBlankLines = false,
    };

    /// <summary>Reads the type from a line such as <c>#TYPE System.Diagnostics.Process</c>.</summary>
    /// <returns>The type name, or <see langword="null"/> when the line is another comment or names none.</returns>
    public static string? TypeNameFrom(string line)
    {
        if (!line.StartsWith(TypeLine, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var name = line[TypeLine.Length..].Trim();
        return name.Length == 0 ? null : name;
    }

    /// <summary>The line <c>Export-Csv -IncludeTypeInformation</c> begins a file with.</summary>
    public static string TypeLineFor(PSObject source)
    {
        if (source.TypeNames.Count == 0)
        {
            return TypeLine;
        }

        var name = source.TypeNames[0];
        var wasImported = name.StartsWith(TypePrefix, StringComparison.OrdinalIgnoreCase);
        return $"{TypeLine} {(wasImported ? name[TypePrefix.Length..] : name)}";
    }
}
