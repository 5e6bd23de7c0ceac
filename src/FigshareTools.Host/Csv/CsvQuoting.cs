using System;
using System.Collections.Generic;

namespace FigshareTools.Hosting.Csv;

/// <summary>The fields that <c>Export-Csv</c> quotes.</summary>
public enum QuoteKind
{
    /// <summary>No field.</summary>
    Never,

    /// <summary>All fields.</summary>
    Always,

    /// <summary>Fields that cannot be read back without quotes.</summary>
    AsNeeded,
}

/// <summary>Decides whether a field is quoted: by its column if columns are given, otherwise by the kind.</summary>
internal sealed class CsvQuoting(char delimiter, QuoteKind kind, string[]? columns)
{
    private readonly HashSet<string>? _columns =
        columns is null ? null : new HashSet<string>(columns, StringComparer.OrdinalIgnoreCase);

    public bool ShouldQuote(string column, string value)
        => _columns?.Contains(column) ?? kind switch
        {
            QuoteKind.Always => true,
            QuoteKind.Never => false,
            _ => value.AsSpan().ContainsAny(delimiter, '\n', '"'),
        };
}
