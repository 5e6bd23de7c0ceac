namespace FigshareTools.Manifests;

/// <summary>What a manifest file holds at one place: a plate, or something that is wrong there while the rest goes on.</summary>
/// <param name="Plate">The plate; null when there is a problem.</param>
/// <param name="Problem">File, place, what is wrong and what to do; null when there is a plate.</param>
public sealed record ManifestEntry(FigsharePlate? Plate, FigshareException? Problem)
{
    /// <summary>What the problem is about, as messages name it; null for a row of a file.</summary>
    public string? Subject { get; init; }

    internal static ManifestEntry Of(FigsharePlate plate) => new(plate, null);

    internal static ManifestEntry Wrong(FigshareErrorId id, string message) => new(null, new FigshareException(id, message));
}
