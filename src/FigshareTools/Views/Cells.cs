using System;
using System.ComponentModel;
using System.Globalization;
using FigshareTools.Objects;

namespace FigshareTools.Views;

/// <summary>Formats values for table views and progress bars.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Cells
{
    private static readonly string[] s_units = ["B", "KB", "MB", "GB", "TB", "PB"];

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
    public static string Bytes(long bytes)
    {
        double value = bytes;
        var unit = 0;
        while (value >= 999.5 && unit < s_units.Length - 1)
        {
            value /= 1000;
            unit++;
        }

        var format = unit == 0 || value >= 99.95 ? "0" : value >= 9.995 ? "0.0" : "0.00";
        return value.ToString(format, CultureInfo.CurrentCulture) + " " + s_units[unit];
    }

    /// <summary>Formats a time: below a minute as seconds with a decimal, else as hours, minutes and seconds.</summary>
    public static string Duration(TimeSpan time) => time.TotalSeconds < 59.95
        ? time.TotalSeconds.ToString("0.0", CultureInfo.CurrentCulture) + " s"
        : $"{(int)time.TotalHours}:{time:mm\\:ss}";

    /// <summary>Formats a speed; empty when nothing was downloaded.</summary>
    public static string Rate(long bytesPerSecond) => bytesPerSecond > 0 ? Bytes(bytesPerSecond) + "/s" : "";
}
