using System;
using System.Collections.Generic;

namespace FigshareTools.Hosting.Csv;

/// <summary>Which fields <c>Export-Csv</c> puts quotes around.</summary>
public enum QuoteKind
{
    /// <summary>None, whatever they hold.</summary>
    Never,

    /// <summary>All of them.</summary>
    Always,

    /// <summary>Those which could not be read back without.</summary>
    AsNeeded,
}

/// <summary>Decides for one field whether it is quoted: by the columns named, or else by the kind of quoting.</summary>
internal sealed class CsvQuoting(char delimiter, QuoteKind kind, string[]? columns)
{
    private readonly HashSet<string>? _columns =
        columns is null ? null : new HashSet<string>(columns, StringComparer.OrdinalIgnoreCase);

    public bool Quotes(string column, string value)
        => _columns?.Contains(column) ?? kind switch
        {
            QuoteKind.Always => true,
            QuoteKind.Never => false,
            _ => value.AsSpan().ContainsAny(delimiter, '\n', '"'),
        };
}
