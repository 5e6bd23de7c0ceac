using System;
using System.Management.Automation;
using FigshareTools.Pacing;

namespace FigshareTools.Cmdlets;

/// <summary>Reads -PaceFolder, and the variables by which the tasks of a job array divide the pace without it.</summary>
internal static class PaceParameters
{
    private const string FolderVariable = "FIGSHARE_PACE_FOLDER";

    /// <summary>
    /// How the cmdlet shares the pace of requests. A task of a job array that has no share is warned; it may be the only task of
    /// its array, which Torque does not state. A path that is not in the file system ends the cmdlet.
    /// </summary>
    /// <param name="cmdlet">The cmdlet, which writes the messages about its share.</param>
    /// <param name="folder">The value of -PaceFolder; null if it is not given.</param>
    public static PaceOptions PaceOf(this PSCmdlet cmdlet, string? folder)
    {
        folder ??= Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } chosen ? chosen : null;
        var pace = PaceOptions.OfArrayTask(Environment.GetEnvironmentVariable) with
        {
            Folder = folder is null ? null : cmdlet.ResolveFolder(folder, create: false, ErrorRecords.BadPaceFolder),
        };
        if (pace is { Folder: null, ShareProblem: { } problem })
        {
            cmdlet.WriteWarning(
                $"{problem}: this task asks each host of Figshare once a second, and so does any other task; if there are any, "
                + "give all tasks the same folder with -PaceFolder, so that together they ask no more often.");
        }
        else if (pace.Folder is null && pace.ShareCount > 1)
        {
            cmdlet.WriteVerbose(
                $"task {pace.ShareIndex + 1} of {pace.ShareCount}: it asks each host of Figshare once in {pace.ShareCount} s; "
                + "with -PaceFolder, the tasks share the pace as they need it");
        }

        return pace;
    }
}
