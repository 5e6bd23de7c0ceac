using System;
using System.Collections;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using FigshareTools.Rows;

namespace FigshareTools.Cmdlets;

/// <summary>
/// Reads the reference from an object that is piped: a text or number is the reference; of any other object, the
/// property that names an item is. A row with <c>id</c> and <c>article_id</c> is a file of an article; <c>id</c> alone
/// is the id of an article. The names of properties are matched like the columns of plates. A file of
/// <c>Get-ChildItem</c> becomes its path with the provider's name before it, which no reference begins with.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ReferenceTextAttribute : ArgumentTransformationAttribute
{
    /// <summary>The beginning of the text of a file.</summary>
    internal const string FilePrefix = @"Microsoft.PowerShell.Core\FileSystem::";

    // The first property that is not empty counts.
    private static readonly (string Key, bool IsNumber, bool IsCollection)[] s_properties =
    [
        (PlateColumn.KeyOf("ArticleId"), true, false),
        (PlateColumn.KeyOf("CollectionId"), true, true),
        (PlateColumn.KeyOf("Id"), true, false),
        (PlateColumn.KeyOf("Doi"), false, false),
        (PlateColumn.KeyOf("Uri"), false, false),
        (PlateColumn.KeyOf("Url"), false, false),
    ];

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
        if (item.BaseObject is FileInfo file)
        {
            return FilePrefix + file.FullName;
        }

        if (item.BaseObject is string or IFormattable)
        {
            return Convert.ToString(item.BaseObject, CultureInfo.InvariantCulture) ?? "";
        }

        var properties = item.Properties.ToLookup(property => PlateColumn.KeyOf(property.Name));
        foreach (var (key, isNumber, isCollection) in s_properties)
        {
            var text = properties[key].Select(property => RowCell.TextOf(property.Value))
                .FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));
            if (text is not null)
            {
                text = isNumber && CellNumber.TryParse(text, out var number) ? $"{number}" : text;
                // A number without further text is the id of an article.
                return isCollection ? $"https://figshare.com/collections/_/{text}" : text;
            }
        }

        return item.ToString(null, CultureInfo.InvariantCulture);
    }
}
