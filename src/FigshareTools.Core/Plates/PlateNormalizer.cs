using System;

namespace FigshareTools;

/// <summary>Validates rows.</summary>
internal static class PlateNormalizer
{
    /// <summary>The row without blank texts, and with its MD5 in lower case.</summary>
    /// <exception cref="EngineException">The length or the MD5 is invalid.</exception>
    public static FigsharePlate Normalize(FigsharePlate row)
    {
        if (row.Length < 0)
        {
            throw Invalid($"{row.Length} is no length", "correct the row, or leave the length out");
        }

        try
        {
            var plate = string.IsNullOrWhiteSpace(row.Plate) ? null : row.Plate!.Trim();
            var fileName = string.IsNullOrWhiteSpace(row.FileName) ? null : row.FileName;
            var md5 = Md5Text.Normalize(row.Md5);
            // Most rows are right as they are, and a run may have 100,000 of them.
            return plate == row.Plate && fileName == row.FileName && md5 == row.Md5
                ? row
                : row with { Plate = plate, FileName = fileName, Md5 = md5 };
        }
        catch (FormatException e)
        {
            throw Invalid($"'{row.Md5}' is no MD5", "correct the row, or leave the MD5 out", e);
        }
    }

    /// <summary>The failure that an invalid row means.</summary>
    public static EngineException Invalid(string cause, string remedy, Exception? inner = null) =>
        new(FailureKind.Permanent, FigshareErrorId.InvalidPlate, cause, remedy, inner);
}
