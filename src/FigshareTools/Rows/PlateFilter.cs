using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace FigshareTools.Rows;

/// <summary>
/// Decides which plates are wanted, and counts the rows that say too little for that. A plate whose length is not known is
/// wanted: a plate too many is noticed, a plate that is missing is not.
/// </summary>
/// <param name="names">The wanted names.</param>
/// <param name="minimumLength">The smallest wanted length; null for any.</param>
/// <param name="maximumLength">The greatest wanted length; null for any.</param>
/// <param name="states">The wanted states; null for any, also for none.</param>
internal sealed class PlateFilter(NameFilter names, long? minimumLength, long? maximumLength, string[]? states)
{
    private long _withoutName;
    private long _withoutLength;
    private long _withoutStatus;

    /// <summary>Whether the name and the length of a plate are wanted.</summary>
    public bool IsMatch(FigsharePlate plate)
    {
        if (!names.IsMatch(plate.FileName, plate.Plate))
        {
            _withoutName += names.Includes && plate is { FileName: null, Plate: null } ? 1 : 0;
            return false;
        }

        if (plate.Length is null)
        {
            _withoutLength += minimumLength > 0 || maximumLength is not null ? 1 : 0;
            return true;
        }

        return !(plate.Length < minimumLength) && !(plate.Length > maximumLength);
    }

    /// <summary>Whether the state of a result or a verification is wanted.</summary>
    public bool IsStatusMatch(PSObject row)
    {
        if (states is null)
        {
            return true;
        }

        var status = row.Properties["Status"]?.Value?.ToString();
        _withoutStatus += string.IsNullOrEmpty(status) ? 1 : 0;
        return states.Contains(status, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Warnings about the rows that said too little.</summary>
    public IEnumerable<string> Warnings()
    {
        if (_withoutName > 0)
        {
            yield return $"{_withoutName} rows without a name are left out, because -Include compares names.";
        }

        if (_withoutLength > 0)
        {
            yield return $"{_withoutLength} rows without a length are selected, because it is not known whether -MinimumLength "
                + "and -MaximumLength want them; Get-FigshareManifest lists lengths.";
        }

        if (_withoutStatus > 0)
        {
            yield return $"{_withoutStatus} rows without a Status are left out, because -Status compares it; results of "
                + "Save-FigsharePlate and verifications of Test-FigsharePlate have one.";
        }
    }
}
