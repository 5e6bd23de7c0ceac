using System;
using System.Management.Automation;
using FigshareTools.Timing;

namespace FigshareTools.Cmdlets;

/// <summary>Finds the entry of a timetable that cannot be read when the parameter is bound, and says how to write it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateBandwidthScheduleAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        var entries = LanguagePrimitives.ConvertTo<string[]>(arguments);
        try
        {
            BandwidthSchedule.Parse(entries);
        }
        catch (FormatException e)
        {
            // No limit has a comma: several entries are in one text.
            var isList = Array.Exists(
                entries, entry => entry.IndexOf('=') is >= 0 and var limit && entry.LastIndexOf(',') > limit);
            var advice = isList
                ? "; write each entry as a text of its own, separated by commas outside the quotation marks"
                : "";
            throw new ValidationMetadataException(PrintableText.Of(e.Message + advice), e);
        }
    }
}
