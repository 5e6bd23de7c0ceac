using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace FigshareTools.Completion;

/// <summary>Matches values with the word that is completed, and quotes them where PowerShell needs it.</summary>
internal static class CompletionWord
{
    /// <summary>The word without quotes around it.</summary>
    public static string Unquoted(string? word) => (word ?? "").Trim('\'', '"');

    /// <summary>
    /// The results for the values that begin with the word. A value with characters that a terminal obeys is left out, because
    /// the completed text must be the value.
    /// </summary>
    /// <param name="word">The word to complete.</param>
    /// <param name="values">The values.</param>
    public static IEnumerable<CompletionResult> Matching(string? word, IEnumerable<string> values)
    {
        var start = Unquoted(word);
        return values
            .Where(value => value.StartsWith(start, StringComparison.OrdinalIgnoreCase) && PrintableText.Of(value) == value)
            .Select(value => new CompletionResult(Quoted(value), value, CompletionResultType.ParameterValue, value));
    }

    private static string Quoted(string value) =>
        value.All(character => char.IsLetterOrDigit(character) || character is '.' or '_' or '-' or '/')
            && value[0] is not '-'
                ? value
                : $"'{CodeGeneration.EscapeSingleQuotedStringContent(value)}'";
}
