namespace FigshareTools.Files;

/// <summary>The paths of plates below a destination folder.</summary>
/// <param name="destination">Full path of the folder.</param>
internal sealed class PlatePaths(string destination)
{
    /// <summary>The full path of the plate's file; null when the plate has neither a file name nor a label.</summary>
    /// <exception cref="EngineException">The name is invalid or would leave the destination.</exception>
    public string? PathOf(FigsharePlate plate)
    {
        if (PlateFileName.Of(plate) is not { } name)
        {
            return null;
        }

        var (path, problem) = SafeFileName.Below(destination, name);
        return path ?? throw new EngineException(
            FailureKind.Permanent, FigshareErrorId.InvalidFileName, problem!, "give it another name with -FileName");
    }
}
