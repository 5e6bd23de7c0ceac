using System;
using System.Collections.Generic;
using System.Management.Automation;

namespace FigshareTools.Objects;

/// <summary>An object of a plate whose file has a place on disk, whether or not the file exists.</summary>
internal interface IPlateFile
{
    /// <summary>Full path of the file.</summary>
    string Path { get; }

    /// <summary>Name of the file below its destination folder.</summary>
    string? FileName { get; }
}

/// <summary>The folders of such objects.</summary>
internal static class PlateFiles
{
    private static readonly HashSet<string> s_statuses = new(StringComparer.Ordinal)
    {
        nameof(VerificationStatus.Valid), nameof(VerificationStatus.Missing), nameof(VerificationStatus.WrongLength),
        nameof(VerificationStatus.WrongMd5), nameof(VerificationStatus.NotSqlite), nameof(VerificationStatus.Unverifiable),
        nameof(PlateStatus.Downloaded), nameof(PlateStatus.Resumed), nameof(PlateStatus.Skipped),
    };

    /// <summary>
    /// The destination folder of a result: its path without its name, which may have folders. A row of an exported result is
    /// known by its path and its status, because tables of other programs have paths too. Null for another row, and when the path
    /// does not end with the name.
    /// </summary>
    public static string? FolderOf(PSObject? row) => row?.BaseObject switch
    {
        IPlateFile file => PlateFileName.FolderOf(file.Path, file.FileName),
        PSCustomObject when s_statuses.Contains(TextOf(row, nameof(TestedPlate.Status)) ?? "")
            && TextOf(row, nameof(IPlateFile.Path)) is { } path =>
                PlateFileName.FolderOf(path, TextOf(row, nameof(IPlateFile.FileName))),
        _ => null,
    };

    private static string? TextOf(PSObject row, string name) =>
        row.Properties[name]?.Value?.ToString() is { Length: > 0 } text ? text : null;
}
