namespace FigshareTools;

/// <summary>The file names of plates.</summary>
public static class PlateFileName
{
    /// <summary>
    /// The plate's name below its folder: its file name, else <c>&lt;Plate&gt;.sqlite</c>; null when the plate has
    /// neither a file name nor a label. A blank text is none.
    /// </summary>
    public static string? Of(FigsharePlate plate) =>
        !string.IsNullOrWhiteSpace(plate.FileName) ? plate.FileName
        : !string.IsNullOrWhiteSpace(plate.Plate) ? $"{plate.Plate!.Trim()}.sqlite"
        : null;
}
