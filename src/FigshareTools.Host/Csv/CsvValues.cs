using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace FigshareTools.Hosting.Csv;

/// <summary>An object as a record: the names of its columns, and the text of a column's value.</summary>
internal static class CsvValues
{
    public static List<string> ColumnsOf(PSObject source)
    {
        // A hashtable's columns are its keys and what a script added to it, not Count, Keys and SyncRoot.
        return source.BaseObject is IDictionary dictionary
            ? [.. dictionary.Keys.Cast<object>().Select(LanguagePrimitives.ConvertTo<string>),
                .. source.Properties.Where(IsAdded).Select(property => property.Name)]
            : [.. source.Properties.Select(property => property.Name)];
    }

    /// <summary>The text of a value, by its own <see cref="object.ToString"/>.</summary>
    /// <returns><see langword="null"/> when there is no such property, no value, or reading it failed.</returns>
    public static string? TextOf(PSObject source, string column)
    {
        if (source.BaseObject is IDictionary dictionary && dictionary.Contains(column))
        {
            return dictionary[column]?.ToString();
        }

        try
        {
            return source.Properties[column]?.Value?.ToString();
        }
        catch (GetValueException)
        {
            // One property that throws (a process which has just ended) must not cost the whole file.
            return null;
        }
    }

    private static bool IsAdded(PSPropertyInfo property) => property.MemberType != PSMemberTypes.Property;
}
