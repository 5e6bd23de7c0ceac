using System;
using System.IO;
using System.Text;

namespace FigshareTools.Files;

/// <summary>
/// The names of partial files and journals, which lie beside the plate's final name. A partial file has the name of its
/// writer, because two writers must never have the same file open. A journal has no writer's name, so that a run finds it
/// without searching the folder.
/// </summary>
internal static class PartialPath
{
    /// <summary>The ending of a partial file.</summary>
    public const string FileSuffix = ".part";

    /// <summary>The ending of a journal.</summary>
    public const string JournalSuffix = ".part-state";

    /// <summary>The longest name that file systems accept: 255 bytes on Linux and macOS, 255 characters on Windows.</summary>
    public const int MaximumNameBytes = 255;

    // A writer's name, the dot before it and the longer suffix.
    private const int AddedBytes = 1 + WriterIdentity.MaximumIdLength + 11;

    /// <summary>The partial file of a writer.</summary>
    /// <param name="target">Full path of the plate's final name.</param>
    /// <param name="writerId">See <see cref="WriterIdentity.Id"/>.</param>
    public static string OfFile(string target, string writerId) => $"{StemOf(target)}.{writerId}{FileSuffix}";

    /// <summary>The journal of a plate.</summary>
    public static string OfJournal(string target) => StemOf(target) + JournalSuffix;

    /// <summary>The journal of a writer, before it gets the name of <see cref="OfJournal"/>.</summary>
    public static string OfNewJournal(string target, string writerId) => $"{StemOf(target)}.{writerId}{JournalSuffix}";

    /// <summary>
    /// Splits the path of a file that carries a writer's name.
    /// </summary>
    /// <returns>The writer's name, and the path of the plate's journal; null for any other file.</returns>
    public static (string WriterId, string Journal)? TryParse(string path)
    {
        var suffix = path.EndsWith(FileSuffix, StringComparison.Ordinal) ? FileSuffix
            : path.EndsWith(JournalSuffix, StringComparison.Ordinal) ? JournalSuffix
            : null;
        if (suffix is null)
        {
            return null;
        }

        var stem = path.Substring(0, path.Length - suffix.Length);
        var dot = stem.LastIndexOf('.');
        var id = stem.Substring(dot + 1);
        var target = stem.Substring(0, Math.Max(0, dot));
        return target.Length > 0 && WriterIdentity.IsId(id) ? (id, target + JournalSuffix) : null;
    }

    /// <summary>The target's path; with a shortened name and a fingerprint if the name with all additions is too long.</summary>
    private static string StemOf(string target)
    {
        var name = Path.GetFileName(target);
        if (Encoding.UTF8.GetByteCount(name) + AddedBytes <= MaximumNameBytes)
        {
            return target;
        }

        var fingerprint = $"~{Fnv1a.Hash64(name):x16}";
        var characters = name.ToCharArray();
        var length = characters.Length;
        while (Encoding.UTF8.GetByteCount(characters, 0, length) + fingerprint.Length + AddedBytes > MaximumNameBytes
            || char.IsHighSurrogate(characters[length - 1]))
        {
            length--;
        }

        return Path.Combine(Path.GetDirectoryName(target)!, new string(characters, 0, length) + fingerprint);
    }
}
