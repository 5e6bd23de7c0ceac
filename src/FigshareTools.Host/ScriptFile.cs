using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;

namespace FigshareTools.Hosting;

/// <summary>Turns <c>-File script.ps1 arguments</c> into the PowerShell text which calls the script.</summary>
internal static partial class ScriptFile
{
    /// <exception cref="HostStartException">There is no such file.</exception>
    public static string CallOf(string path, IEnumerable<string> arguments)
    {
        if (!File.Exists(path))
        {
            throw new HostStartException($"There is no script file '{path}'.");
        }

        // Without a folder PowerShell would look for a command of that name, and not in the current folder.
        var file = Path.GetFullPath(path);
        var call = string.Join(' ', arguments.Select(Argument).Prepend($"& {Quoted(file)}"));

        // 'exit 3' ends the script file only: hand the number on. A program that failed on the way is not the end.
        return $"{call}{Environment.NewLine}if (-not $? -and $LASTEXITCODE) {{ exit $LASTEXITCODE }}";
    }

    /// <summary>Names of parameters stay as they are, everything else is text: nothing in it may run.</summary>
    private static string Argument(string argument)
    {
        Match name = ParameterName().Match(argument);
        if (!name.Success)
        {
            return Quoted(argument);
        }

        var value = name.Groups["value"].Value;
        return name.Groups["name"].Value + value.ToUpperInvariant() switch
        {
            "" => "",
            "$TRUE" or "$FALSE" => value,
            _ => Quoted(value),
        };
    }

    private static string Quoted(string text) => $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";

    [GeneratedRegex(@"^(?<name>-\p{L}[\w-]*:?)$|^(?<name>-\p{L}[\w-]*:)(?<value>.+)$", RegexOptions.Singleline)]
    private static partial Regex ParameterName();
}
