using System;
using System.ComponentModel;
using System.Globalization;
using FigshareTools.Objects;

namespace FigshareTools.Views;

/// <summary>Formats values for table views and progress bars.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Cells
{
    /// <summary>Formats a text from a server, a file or a row, without characters that a terminal obeys.</summary>
    public static string Text(string? text) => PrintableText.Of(text ?? "");

    /// <summary>What names an object of a plate: its label, else its file name without folders, else its file id.</summary>
    public static string Label(object? plate)
    {
        var (label, name, id) = plate switch
        {
            SavedPlate saved => (saved.Plate, saved.FileName, saved.FileId),
            TestedPlate tested => (tested.Plate, tested.FileName, tested.FileId),
            ListedPlate listed => (listed.Plate, listed.FileName, listed.FileId),
            _ => (null, null, null),
        };
        var leaf = name?.Substring(name.LastIndexOfAny(['/', '\\']) + 1);
        return Text(label ?? leaf ?? id?.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Formats a number of bytes with three digits and a decimal unit.</summary>
    public static string Bytes(long bytes) => ByteText.Of(bytes);

    /// <summary>Formats a time: below a minute as seconds with a decimal, else as hours, minutes and seconds.</summary>
    public static string Duration(TimeSpan time) => time.TotalSeconds < 59.95
        ? time.TotalSeconds.ToString("0.0", CultureInfo.CurrentCulture) + " s"
        : $"{(int)time.TotalHours}:{time:mm\\:ss}";

    /// <summary>Formats a speed; empty when nothing was downloaded.</summary>
    public static string Rate(long bytesPerSecond) => bytesPerSecond > 0 ? Bytes(bytesPerSecond) + "/s" : "";
}
