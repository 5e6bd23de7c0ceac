using System;
using System.Linq;
using System.Management.Automation;

namespace FigshareTools.Cmdlets;

/// <summary>
/// Accepts the names of an enumeration as Figshare writes them: "journal contribution" and "journal_contribution" for
/// JournalContribution.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WithoutSeparatorsAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string text
            ? new string([.. text.Where(character => character is not (' ' or '_' or '-'))])
            : inputData;
}
