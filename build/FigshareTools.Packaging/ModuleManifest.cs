using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Language;

namespace FigshareTools.Packaging;

/// <summary>The parts of a module manifest that a package repeats.</summary>
/// <remarks>
/// The manifest is parsed, not run: the value of RootModule depends on the PowerShell that reads it, so that only the values
/// that are constants can be read.
/// </remarks>
internal sealed class ModuleManifest
{
    private readonly string _text;
    private readonly Dictionary<string, StatementAst> _entries;
    private readonly Hashtable _gallery;

    private ModuleManifest(string text)
    {
        _text = text;
        var script = Parser.ParseInput(text, out _, out var errors);
        var found = script.Find(ast => ast is HashtableAst, searchNestedScriptBlocks: false);
        if (errors.Length > 0 || found is not HashtableAst table)
        {
            var reason = errors.FirstOrDefault()?.Message ?? "it has no table";
            throw new PackagingException($"The module manifest cannot be read: {reason}.");
        }

        _entries = table.KeyValuePairs.ToDictionary(
            pair => (string)pair.Item1.SafeGetValue(), pair => pair.Item2, StringComparer.OrdinalIgnoreCase);
        _gallery = (Value("PrivateData") as Hashtable)?["PSData"] as Hashtable
            ?? throw new PackagingException("The module manifest has no PrivateData.PSData.");
    }

    public string Version => Text("ModuleVersion");

    public string Author => Text("Author");

    public string Company => Text("CompanyName");

    public string Copyright => Text("Copyright");

    public string Description => Text("Description");

    public IReadOnlyList<string> Editions => Texts(Value("CompatiblePSEditions"));

    public IReadOnlyList<string> Cmdlets => Texts(Value("CmdletsToExport"));

    public IReadOnlyList<string> Tags => Texts(_gallery["Tags"]);

    public string ProjectUri => Text(_gallery["ProjectUri"], "ProjectUri");

    public string LicenseUri => Text(_gallery["LicenseUri"], "LicenseUri");

    public static ModuleManifest Parse(string text) => new(text);

    /// <summary>Returns the text of the manifest with a FileList of these files.</summary>
    public string WithFileList(IEnumerable<string> names)
    {
        if (!_entries.TryGetValue("FileList", out var list))
        {
            throw new PackagingException("The module manifest has no FileList to fill.");
        }

        var lines = names.Select(name => $"\n        '{name.Replace("'", "''", StringComparison.Ordinal)}'");
        return $"{_text[..list.Extent.StartOffset]}@({string.Join(",", lines)}\n    ){_text[list.Extent.EndOffset..]}";
    }

    private static List<string> Texts(object? value) => value switch
    {
        null => [],
        string text => [text],
        IEnumerable values => [.. values.Cast<object>().Select(item => item.ToString()!)],
        _ => [value.ToString()!],
    };

    private static string Text(object? value, string name) => value as string
        ?? throw new PackagingException($"The module manifest has no constant text for {name}.");

    private string Text(string name) => Text(Value(name), name);

    private object? Value(string name) => _entries.GetValueOrDefault(name) is PipelineAst pipeline
        ? pipeline.GetPureExpression()?.SafeGetValue()
        : null;
}
