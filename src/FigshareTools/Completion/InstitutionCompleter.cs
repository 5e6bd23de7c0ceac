using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace FigshareTools.Completion;

/// <summary>Offers names of institutions. Figshare has no list of them for programs (2026-07).</summary>
public sealed class InstitutionCompleter : IArgumentCompleter
{
    // First parts of hosts of which addresses were seen, such as nih.figshare.com (2026-09).
    private static readonly string[] s_names =
        ["kilthub", "lboro", "nih", "plus", "rs", "sage", "scielo", "smithsonian", "springernature", "tandf"];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst,
        IDictionary fakeBoundParameters) =>
        CompletionWord.Matching(wordToComplete, s_names);
}
