using System;
using System.Management.Automation;
using FigshareTools.Rows;

namespace FigshareTools.Cmdlets;

/// <summary>
/// Writes a date as Figshare does. <c>ConvertFrom-Json</c> turns texts that look like dates into dates, which
/// PowerShell would write in another format.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DateAsTextAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is DateTime or DateTimeOffset
            ? RowCell.TextOf(inputData)
            : inputData;
}
