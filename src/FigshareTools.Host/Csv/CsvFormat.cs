using System;
using System.Globalization;
using System.Management.Automation;
using CsvHelper.Configuration;

namespace FigshareTools.Hosting.Csv;

/// <summary>The delimiter and the CsvHelper configurations that read and write as PowerShell does.</summary>
internal static class CsvFormat
{
    public const char DefaultDelimiter = ',';

    /// <summary>The prefix of the type name that PowerShell gives to an object from a CSV file.</summary>
    public const string TypePrefix = "CSV:";

    private const string TypeLine = "#TYPE";

    /// <summary>Returns the delimiter for the parameters -Delimiter and -UseCulture.</summary>
    public static char Delimiter(char requested, SwitchParameter useCulture)
    {
        if (useCulture)
        {
            return CultureInfo.CurrentCulture.TextInfo.ListSeparator[0];
        }

        return requested == '\0' ? DefaultDelimiter : requested;
    }

    /// <summary>Creates the configuration for writing.</summary>
    public static CsvConfiguration ForWriting(char delimiter) => new(CultureInfo.InvariantCulture)
    {
        Delimiter = delimiter.ToString(),
        NewLine = Environment.NewLine,
    };

    /// <summary>Creates the configuration for reading. Without a NewLine, it accepts all line endings.</summary>
    public static CsvConfiguration ForReading(char delimiter) => new(CultureInfo.InvariantCulture)
    {
        Delimiter = delimiter.ToString(),

        // PowerShell treats a quote within an unquoted field as text, and ignores blanks around a field.
        BadDataFound = null,
        TrimOptions = TrimOptions.Trim,
        WhiteSpaceChars = Array.FindAll([' ', '\t'], blank => blank != delimiter),

        // CsvRecords skips blank lines, because PowerShell skips them among the records but not before the header.
        IgnoreBlankLines = false,
    };

    /// <summary>Parses the type name in a line such as <c>#TYPE System.Diagnostics.Process</c>.</summary>
    /// <returns>The type name, or <see langword="null"/> if the line contains none.</returns>
    public static string? TypeNameFrom(string line)
    {
        if (!line.StartsWith(TypeLine, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var name = line[TypeLine.Length..].Trim();
        return name.Length == 0 ? null : name;
    }

    /// <summary>Returns the first line of a file by <c>Export-Csv -IncludeTypeInformation</c>.</summary>
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
