using System.Collections.Generic;

namespace FigshareTools.HelpBuilder;

/// <summary>The help of a cmdlet, as a markdown file of docs/en-US describes it.</summary>
/// <param name="Name">The name of the cmdlet.</param>
/// <param name="Synopsis">One sentence.</param>
/// <param name="Syntax">The parameter sets, the default one first.</param>
/// <param name="Description">The paragraphs of the description.</param>
/// <param name="Examples">The examples.</param>
/// <param name="Parameters">The parameters, in alphabetical order.</param>
/// <param name="Inputs">The types that the pipeline accepts.</param>
/// <param name="Outputs">The types of the output.</param>
/// <param name="Notes">The paragraphs of the notes.</param>
/// <param name="Links">Other cmdlets, topics and pages.</param>
public sealed record CommandHelp(
    string Name,
    string Synopsis,
    IReadOnlyList<SyntaxHelp> Syntax,
    IReadOnlyList<string> Description,
    IReadOnlyList<ExampleHelp> Examples,
    IReadOnlyList<ParameterHelp> Parameters,
    IReadOnlyList<TypeHelp> Inputs,
    IReadOnlyList<TypeHelp> Outputs,
    IReadOnlyList<string> Notes,
    IReadOnlyList<LinkHelp> Links);

/// <summary>The syntax of a parameter set.</summary>
/// <param name="ParameterSet">The name of the set.</param>
/// <param name="Text">The syntax, as Get-Command -Syntax shows it.</param>
/// <param name="ParameterNames">The parameters in the order in which the syntax shows them.</param>
public sealed record SyntaxHelp(string ParameterSet, string Text, IReadOnlyList<string> ParameterNames);

/// <summary>An example.</summary>
/// <param name="Title">The title, with its number.</param>
/// <param name="Code">The commands.</param>
/// <param name="Remarks">The paragraphs below the commands.</param>
public sealed record ExampleHelp(string Title, string Code, IReadOnlyList<string> Remarks);

/// <summary>A parameter.</summary>
/// <param name="Name">The name, without a hyphen.</param>
/// <param name="Description">The paragraphs of its description.</param>
/// <param name="Facts">What PowerShell knows of it.</param>
public sealed record ParameterHelp(string Name, IReadOnlyList<string> Description, ParameterFacts Facts);

/// <summary>A type of the input or the output.</summary>
/// <param name="Name">The full name.</param>
/// <param name="Description">The paragraphs about it.</param>
public sealed record TypeHelp(string Name, IReadOnlyList<string> Description);

/// <summary>A related cmdlet, topic or page.</summary>
/// <param name="Text">The name.</param>
/// <param name="Address">The address of a page; empty for a cmdlet or topic.</param>
public sealed record LinkHelp(string Text, string Address);
