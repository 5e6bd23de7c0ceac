using System.Collections.Generic;
using FigshareTools.Files;

namespace FigshareTools.Rows;

/// <summary>
/// Remembers the rows of a run, so that a row that repeats an earlier one is recognised. It keeps a fingerprint of each
/// row, 20 to 40 bytes with its place in the table: the texts of a million rows would take ten times as much.
/// </summary>
public sealed class SeenPlateRows
{
    private readonly HashSet<ulong> _fingerprints = [];

    /// <summary>Adds a row.</summary>
    /// <returns>False when an earlier row has the same file id, file name, length, MD5 and path.</returns>
    public bool TryAdd(PlateRow row) => _fingerprints.Add(Fnv1a.Hash64(
        $"{row.Plate.FileId}\n{PlateFileName.Of(row.Plate)}\n{row.Plate.Length}\n{row.Plate.Md5}\n{row.Path}"));
}
