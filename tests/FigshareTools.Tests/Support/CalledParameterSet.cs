using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace FigshareTools.Tests.Support;

/// <summary>Finds out, without running it, which parameter set a call of a cmdlet uses.</summary>
internal static class CalledParameterSet
{
    /// <summary>
    /// Finds the parameter set: if the call fits several, the one that needs what is piped, else the default one; null if it fits
    /// none.
    /// </summary>
    public static string? Find(CommandAst call, CmdletInfo cmdlet)
    {
        var named = new HashSet<string>();
        var positional = 0;
        ParameterMetadata? waiting = null;
        foreach (var element in call.CommandElements.Skip(1))
        {
            if (element is CommandParameterAst parameter)
            {
                var resolved = cmdlet.ResolveParameter(parameter.ParameterName);
                named.Add(resolved.Name);
                waiting = resolved.SwitchParameter || parameter.Argument is not null ? null : resolved;
            }
            else
            {
                // The value of the parameter before it, or a value by position.
                positional += waiting is null ? 1 : 0;
                waiting = null;
            }
        }

        var isPiped = call.Parent is PipelineAst pipeline && pipeline.PipelineElements[0] != call;
        return cmdlet.ParameterSets.Where(set => Fits(set, named, positional))
            .OrderByDescending(set =>
                isPiped && set.Parameters.Any(parameter => parameter.IsMandatory && parameter.ValueFromPipeline))
            .ThenByDescending(set => set.IsDefault).FirstOrDefault()?.Name;
    }

    private static bool Fits(CommandParameterSetInfo set, HashSet<string> named, int positional)
    {
        var byPosition = set.Parameters.Where(parameter => parameter.Position >= 0 && !named.Contains(parameter.Name))
            .OrderBy(parameter => parameter.Position).Take(positional).Select(parameter => parameter.Name).ToList();
        return byPosition.Count == positional
            && named.All(name => set.Parameters.Any(parameter => parameter.Name == name))
            && set.Parameters.All(parameter => !parameter.IsMandatory
                || parameter.ValueFromPipeline || parameter.ValueFromPipelineByPropertyName
                || named.Contains(parameter.Name) || byPosition.Contains(parameter.Name));
    }
}
