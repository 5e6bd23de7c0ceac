namespace FigshareTools.Rows;

/// <summary>What a row says.</summary>
/// <param name="Plate">The plate.</param>
/// <param name="Path">Path of the plate's file on disk; null when the row does not say.</param>
public sealed record PlateRow(FigsharePlate Plate, string? Path)
{
    /// <summary>
    /// The cause and the remedy for a row in a manifest for which <see cref="DescribesFile"/> is false.
    /// </summary>
    internal const string NoFile =
        "there is neither a file id nor a name with a length or an MD5; fill in the number that the file's download "
        + "link ends with";

    /// <summary>The cause and the remedy for a row in a manifest for which <see cref="IsKeyMissing"/> is true.</summary>
    internal const string NoKey =
        "the key of its private link is hidden by stars or cannot be read, so the file is not requested; list it again from "
        + "the address with the key, or empty the PrivateLink column if the file is public";

    /// <summary>
    /// Whether the row names a private link without its key, as an exported row does: <c>***</c>. The file must not be
    /// requested without the key, because a failure would not show the cause.
    /// </summary>
    public bool IsKeyMissing { get; init; }

    /// <summary>
    /// Whether the row says which file it means, or what is to be found in one: with less, the plate can be neither
    /// downloaded nor verified nor looked up by hand.
    /// </summary>
    public bool DescribesFile =>
        Plate.FileId > 0
        || (Plate.IsLinkOnly && Plate.DownloadUrl is not null)
        || (PlateFileName.Of(Plate) is not null && (Plate.Md5 is not null || Plate.Length is not null));
}
