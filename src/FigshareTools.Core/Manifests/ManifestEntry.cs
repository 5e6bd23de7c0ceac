using System.Collections.Generic;

namespace FigshareTools.Manifests;

/// <summary>
/// An entry of a manifest: a plate, or the problem of an entry that cannot be read. Other entries are not affected.
/// </summary>
/// <param name="Plate">The plate; null when there is a problem.</param>
/// <param name="Problem">The problem, with file, place, cause and remedy; null when there is a plate.</param>
public sealed record ManifestEntry(FigsharePlate? Plate, FigshareException? Problem)
{
    /// <summary>The item with the problem, as messages name it; null for a row of a file.</summary>
    public string? Subject { get; init; }

    /// <summary>
    /// The texts of a table's row in columns that are not columns of plates, such as a well, by the names of the columns.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, string>> OtherColumns { get; init; } = [];

    internal static ManifestEntry Of(FigsharePlate plate) => new(plate, null);

    internal static ManifestEntry Wrong(FigshareErrorId id, string message) =>
        new(null, new FigshareException(id, message));
}
