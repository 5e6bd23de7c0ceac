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
        try
        {
            BandwidthSchedule.Parse(LanguagePrimitives.ConvertTo<string[]>(arguments));
        }
        catch (FormatException e)
        {
            throw new ValidationMetadataException(PrintableText.Of(e.Message), e);
        }
    }
}
