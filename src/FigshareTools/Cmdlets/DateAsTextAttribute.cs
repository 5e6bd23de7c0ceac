using System;
using System.Globalization;
using System.Management.Automation;

namespace FigshareTools.Cmdlets;

/// <summary>
/// Writes a date as Figshare does. ConvertFrom-Json makes dates of texts that look like one, and PowerShell would write them
/// in another way.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DateAsTextAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            DateTime { Kind: DateTimeKind.Local } time => Text(time.ToUniversalTime()),
            DateTime time => Text(time),
            DateTimeOffset time => Text(time.UtcDateTime),
            _ => inputData,
        };

    private static string Text(DateTime utc) =>
        utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
