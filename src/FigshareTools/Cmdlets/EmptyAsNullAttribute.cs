using System;
using System.Management.Automation;

namespace FigshareTools.Cmdlets;

/// <summary>Takes an empty CSV cell for "not known": PowerShell itself would make 0 of it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EmptyAsNullAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string text && string.IsNullOrWhiteSpace(text)
            ? null
            : inputData;
}
