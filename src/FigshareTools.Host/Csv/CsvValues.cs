using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace FigshareTools.Hosting.Csv;

/// <summary>Converts an object to a record: the column names, and the text of each value.</summary>
internal static class CsvValues
{
    public static List<string> ColumnsOf(PSObject source)
    {
        // The columns of a hashtable are its keys and added properties, not Count, Keys and SyncRoot.
        return source.BaseObject is IDictionary dictionary
            ? [.. dictionary.Keys.Cast<object>().Select(LanguagePrimitives.ConvertTo<string>),
                .. source.Properties.Where(IsAdded).Select(property => property.Name)]
            : [.. source.Properties.Select(property => property.Name)];
    }

    /// <summary>Returns the text of a value by its <see cref="object.ToString"/>.</summary>
    /// <returns><see langword="null"/> if the property does not exist, has no value, or fails.</returns>
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
            // A property that throws, for example of an ended process, must not end the export.
            return null;
        }
    }

    private static bool IsAdded(PSPropertyInfo property) => property.MemberType != PSMemberTypes.Property;
}
