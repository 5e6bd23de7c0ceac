using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;

namespace FigshareTools.Hosting;

/// <summary>Converts <c>-File script.ps1 arguments</c> into PowerShell text that calls the script.</summary>
internal static partial class ScriptFile
{
    /// <summary>Returns PowerShell text that calls the script with the arguments.</summary>
    /// <exception cref="HostStartException">The file does not exist.</exception>
    public static string GetCall(string path, IEnumerable<string> arguments)
    {
        if (!File.Exists(path))
        {
            throw new HostStartException($"The script file '{path}' does not exist.");
        }

        // Without a folder PowerShell searches for a command of that name, and does not search the current folder.
        var file = Path.GetFullPath(path);
        var call = string.Join(' ', arguments.Select(FormatArgument).Prepend($"& {Quote(file)}"));

        // 'exit 3' in the script file ends the file only, so its number is passed on. A native program that failed
        // earlier in the file does not count.
        return $"{call}{Environment.NewLine}if (-not $? -and $LASTEXITCODE) {{ exit $LASTEXITCODE }}";
    }

    /// <summary>Keeps parameter names unchanged and quotes everything else, so that no argument is executed.</summary>
    private static string FormatArgument(string argument)
    {
        var name = ParameterName().Match(argument);
        if (!name.Success)
        {
            return Quote(argument);
        }

        var value = name.Groups["value"].Value;
        return name.Groups["name"].Value + value.ToUpperInvariant() switch
        {
            "" => "",
            "$TRUE" or "$FALSE" => value,
            _ => Quote(value),
        };
    }

    private static string Quote(string text) => $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";

    [GeneratedRegex(@"^(?<name>-\p{L}[\w-]*:?)$|^(?<name>-\p{L}[\w-]*:)(?<value>.+)$", RegexOptions.Singleline)]
    private static partial Regex ParameterName();
}
