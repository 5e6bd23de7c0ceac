using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;

namespace FigshareTools.Files;

/// <summary>
/// Converts names from a CSV or a server to paths below the destination. A name that would lead elsewhere is refused. It is
/// never changed into another name, because two plates could then get the same file.
/// </summary>
internal static class SafeFileName
{
    private static readonly char[] s_separators = ['/', '\\'];

    // A plate of such a name could be the partial file of another plate.
    private static readonly string[] s_reservedSuffixes = [PartialPath.FileSuffix, PartialPath.JournalSuffix];

    // Windows treats these names as devices in every folder and with every extension.
    private static readonly HashSet<string> s_devices = new(
        new[] { "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$" }
            .Concat(from name in new[] { "COM", "LPT" } from digit in "0123456789¹²³" select name + digit),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The full path of <paramref name="fileName"/> below <paramref name="folder"/>.</summary>
    /// <param name="folder">Full path of the destination.</param>
    /// <param name="fileName">A name, which may have folders before it, separated by either slash.</param>
    /// <returns>The path, or null and the reason.</returns>
    public static (string? Path, string? Problem) Below(string folder, string fileName)
    {
        var parts = fileName.Split(s_separators);
        foreach (var part in parts)
        {
            if (ProblemOf(part) is { } problem)
            {
                return (null, $"the file name '{PrintableText.Of(fileName)}' {problem}");
            }
        }

        var root = Path.GetFullPath(folder);
        var path = Path.GetFullPath(Path.Combine([root, .. parts]));
        var prefix = root.EndsWith(Path.DirectorySeparatorChar.ToString(), StringComparison.Ordinal)
            ? root
            : root + Path.DirectorySeparatorChar;
        return path.StartsWith(prefix, StringComparison.Ordinal)
            ? (path, null)
            : (null, $"the file name '{PrintableText.Of(fileName)}' leaves the destination");
    }

    private static string? ProblemOf(string part) => part switch
    {
        "" => "is empty, absolute or has an empty part",
        "." or ".." => "goes through '.' or '..'",
        _ when Has(part, char.IsControl) => "has control characters",
        _ when Has(part, PrintableText.IsDirectionChange) => "has characters that change the direction of its text",
        _ when HasLoneSurrogate(part) => "is not valid Unicode",
        _ when part.Contains(':') => "has a colon: a drive or an alternate data stream",
        _ when HasReservedSuffix(part) => "ends like a partial file's name",
        _ when part[^1] is '.' or ' ' => "ends with a dot or a space, which Windows drops",
        _ when LengthOf(part) > PartialPath.MaximumNameBytes => "is longer than file systems allow (255 bytes in UTF-8)",
        _ when s_devices.Contains(StemOf(part)) => "is a device name on Windows",
        _ when RuntimeInformation.IsOSPlatform(OSPlatform.Windows) && part.IndexOfAny(['<', '>', '"', '|', '?', '*']) >= 0
            => "has characters that Windows does not allow",
        _ => null,
    };

    // Every row is checked: these loops allocate nothing.
    private static bool Has(string part, Func<char, bool> isInvalid)
    {
        foreach (var character in part)
        {
            if (isInvalid(character))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasReservedSuffix(string part)
    {
        foreach (var suffix in s_reservedSuffixes)
        {
            if (part.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static string StemOf(string part)
    {
        var dot = part.IndexOf('.');
        return (dot < 0 ? part : part.Substring(0, dot)).TrimEnd(' ');
    }

    // Windows counts characters, other systems bytes.
    private static int LengthOf(string part) =>
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? part.Length : Encoding.UTF8.GetByteCount(part);

    // Unix would replace it, and two names could then be one file.
    private static bool HasLoneSurrogate(string part)
    {
        for (var i = 0; i < part.Length; i++)
        {
            if (char.IsSurrogatePair(part, i))
            {
                i++;
            }
            else if (char.IsSurrogate(part[i]))
            {
                return true;
            }
        }

        return false;
    }
}
