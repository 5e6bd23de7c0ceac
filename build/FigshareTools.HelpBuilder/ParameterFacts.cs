using System;
using System.Collections.Generic;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace FigshareTools.HelpBuilder;

/// <summary>What PowerShell knows of a parameter: the YAML below its description, in the PlatyPS schema 2024-05-01.</summary>
public sealed class ParameterFacts
{
    private static readonly IDeserializer s_yaml =
        new DeserializerBuilder().WithNamingConvention(NullNamingConvention.Instance).Build();

    /// <summary>The full name of the type; that of the value for a Nullable.</summary>
    public string Type { get; set; } = "";

    /// <summary>The default value; empty for none.</summary>
    public string DefaultValue { get; set; } = "";

    /// <summary>Whether the value may have wildcards.</summary>
    public bool SupportsWildcards { get; set; }

    /// <summary>The aliases.</summary>
    public List<string> Aliases { get; set; } = [];

    /// <summary>The parameter sets; one named (All) if the parameter is in all of them.</summary>
    public List<ParameterSetFacts> ParameterSets { get; set; } = [];

    /// <summary>Whether completion and help leave the parameter out.</summary>
    public bool DontShow { get; set; }

    /// <summary>The values that it accepts; empty if there is no list.</summary>
    public List<string> AcceptedValues { get; set; } = [];

    /// <summary>The text that the prompt for a missing value shows.</summary>
    public string HelpMessage { get; set; } = "";

    /// <summary>Whether the parameter takes several values.</summary>
    [YamlIgnore]
    public bool IsList => Type.EndsWith("[]", StringComparison.Ordinal);

    /// <summary>Reads the YAML of a parameter.</summary>
    /// <exception cref="YamlDotNet.Core.YamlException">The text is no such YAML.</exception>
    public static ParameterFacts Read(string yaml) => s_yaml.Deserialize<ParameterFacts>(yaml);

    /// <summary>The facts of the parameter in a parameter set; null if the set does not have it.</summary>
    public ParameterSetFacts? In(string parameterSet) =>
        ParameterSets.Find(set => set.Name == parameterSet) ?? ParameterSets.Find(set => set.Name == ParameterSetFacts.All);
}

/// <summary>What PowerShell knows of a parameter in a parameter set.</summary>
public sealed class ParameterSetFacts
{
    /// <summary>The name that stands for all parameter sets.</summary>
    public const string All = "(All)";

    /// <summary>The name of the parameter set.</summary>
    public string Name { get; set; } = "";

    /// <summary>The position, from 0, or Named.</summary>
    public string Position { get; set; } = "";

    /// <summary>Whether the parameter is mandatory.</summary>
    public bool IsRequired { get; set; }

    /// <summary>Whether it takes the objects of the pipeline.</summary>
    public bool ValueFromPipeline { get; set; }

    /// <summary>Whether it takes properties of the objects of the pipeline.</summary>
    public bool ValueFromPipelineByPropertyName { get; set; }

    /// <summary>Whether it takes the arguments that no other parameter takes.</summary>
    public bool ValueFromRemainingArguments { get; set; }
}
