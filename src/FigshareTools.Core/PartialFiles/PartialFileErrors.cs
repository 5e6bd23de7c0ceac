using System;

namespace FigshareTools.PartialFiles;

/// <summary>The failures of partial files.</summary>
internal static class PartialFileErrors
{
    /// <summary>Another run saves the same plate.</summary>
    public static EngineException InUse(string cause, Exception? inner = null) => new(
        FailureKind.Permanent, FigshareErrorId.PlateInUse, cause, "wait for it to end, or stop it and run this again", inner);
}
