using System;
using System.Collections;
using System.Globalization;
using System.Linq;
using System.Management.Automation;

namespace FigshareTools.Cmdlets;

/// <summary>
/// Takes the reference out of whatever is piped: a text or number as it is, of an object the property that names an item. A
/// row with <c>id</c> and <c>article_id</c> is a file of an article; <c>id</c> alone is taken for an article's.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ReferenceTextAttribute : ArgumentTransformationAttribute
{
    // The first that is there and not empty counts.
    private static readonly string[] s_properties =
        ["ArticleId", "article_id", "CollectionId", "collection_id", "Id", "Doi", "Uri", "Url"];

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            null => null,
            string text => new[] { text },
            IEnumerable many => many.Cast<object?>().Select(TextOf).ToArray(),
            _ => new[] { TextOf(inputData) },
        };

    private static string TextOf(object? value)
    {
        if (value is null)
        {
            return "";
        }

        var item = PSObject.AsPSObject(value);
        if (item.BaseObject is string or IFormattable)
        {
            return Convert.ToString(item.BaseObject, CultureInfo.InvariantCulture) ?? "";
        }

        foreach (var name in s_properties)
        {
            if (item.Properties[name]?.Value is { } found
                && LanguagePrimitives.ConvertTo<string>(found) is { Length: > 0 } text)
            {
                // A bare number would be an article's.
                return name.StartsWith("collection", StringComparison.OrdinalIgnoreCase)
                    ? $"https://figshare.com/collections/_/{text}"
                    : text;
            }
        }

        return item.ToString();
    }
}
