using System;

namespace FigshareTools.PartialFiles;

/// <summary>The failures of partial files.</summary>
internal static class PartialFileErrors
{
    /// <summary>Another run saves the same plate.</summary>
    public static EngineException InUse(string cause, Exception? inner = null) => new(
        FailureKind.Permanent, FigshareErrorId.PlateInUse, cause, "wait for it to end, or stop it and run this again", inner);

    /// <summary>Another run has taken over the plate.</summary>
    public static EngineException TakenOver() => InUse("another process has taken it over");

    /// <summary>The partial file, its journal or their folder was deleted.</summary>
    public static EngineException Deleted(Exception? inner = null) => new(
        FailureKind.Permanent, FigshareErrorId.FileAccess,
        "its partial file, or the folder, was deleted or moved while it was downloaded", "run this again", inner);
}
