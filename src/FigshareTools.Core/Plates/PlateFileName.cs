namespace FigshareTools;

/// <summary>The file names of plates.</summary>
public static class PlateFileName
{
    /// <summary>
    /// The plate's name below its folder: its file name, else <c>&lt;Plate&gt;.sqlite</c>; null when the plate has
    /// neither a file name nor a label.
    /// </summary>
    public static string? Of(FigsharePlate plate) =>
        plate.FileName ?? (plate.Plate is { } label ? $"{label}.sqlite" : null);
}
