namespace FigshareTools.Files;

/// <summary>The names of a partial file and its journal, which lie beside the plate's final name.</summary>
internal static class PartialPath
{
    /// <summary>The ending of a partial file.</summary>
    public const string FileSuffix = ".part";

    /// <summary>The ending of the partial file's journal.</summary>
    public const string JournalSuffix = ".part-state";

    public static string OfFile(string target) => target + FileSuffix;

    public static string OfJournal(string target) => target + JournalSuffix;
}
