using System;
using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace FigshareTools.Cmdlets;

/// <summary>
/// Reads hours, minutes and seconds, of which the hours may be 24 or more. .NET reads "24:00:00" as 24 days and "8" as 8 days.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class HoursAttribute : ArgumentTransformationAttribute
{
    private static readonly Regex s_hours = new(
        @"^\s*(?<hours>\d{1,8}):(?<rest>[0-5]?\d(:[0-5]?\d(\.\d{1,7})?)?)\s*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string { Length: > 0 } text ? Read(text) : inputData;

    /// <summary>
    /// The time of a text. A text without a colon is no time, so that the cmdlet refuses it as it refuses a number. Other texts
    /// are left to PowerShell, which knows days ("1.12:00:00") and the words for what is wrong.
    /// </summary>
    private static object Read(string text)
    {
        if (text.IndexOf(':') < 0)
        {
            return TimeSpan.Zero;
        }

        var match = s_hours.Match(text);
        return match.Success
            ? TimeSpan.FromHours(int.Parse(match.Groups["hours"].Value, CultureInfo.InvariantCulture))
                + TimeSpan.Parse($"0:{match.Groups["rest"].Value}", CultureInfo.InvariantCulture)
            : text;
    }
}
