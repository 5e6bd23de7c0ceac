using System;
using System.Management.Automation;
using FigshareTools.Rows;

namespace FigshareTools.Cmdlets;

/// <summary>
/// Reads the number of a parameter as the engine reads that of a row, and an empty cell as "not known". PowerShell
/// alone reads 0 from an empty text, 1234 from <c>1,234</c> and 17 from <c>16.8</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WholeNumberAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (RowCell.TextOf(inputData) is not { } text)
        {
            return null;
        }

        // PowerShell cannot convert the last object to a number: on the command line its text becomes a part of the
        // error, and a property of a row stays unbound, so that the engine finds the error in the row. An exception
        // would end both.
        return CellNumber.TryParse(text, out var number)
            ? number
            : new Unreadable($"'{text}' is not a whole number; {CellNumber.HowToWrite}.");
    }

    private sealed class Unreadable(string advice)
    {
        public override string ToString() => advice;
    }
}
