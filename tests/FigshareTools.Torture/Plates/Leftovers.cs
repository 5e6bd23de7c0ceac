using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace FigshareTools.Torture.Plates;

/// <summary>Finds files in a destination that are no plates.</summary>
internal static class Leftovers
{
    private const string VerificationRecord = ".figsharetools-verified.jsonl";

    /// <summary>The names of temporary files.</summary>
    public static IEnumerable<string> In(string folder, IEnumerable<TorturePlate> plates) =>
        Directory.EnumerateFileSystemEntries(folder)
            .Select(path => Path.GetFileName(path))
            .Where(name => name != VerificationRecord && plates.All(plate => plate.Name != name));

    /// <summary>The bytes of a plate's longest partial file; 0 without one. A journal may be longer than the bytes.</summary>
    public static long PartialBytes(string folder, TorturePlate plate) =>
        new DirectoryInfo(folder).EnumerateFiles()
            .Where(file => file.Name.StartsWith(plate.Name + ".", System.StringComparison.Ordinal)
                && file.Name.EndsWith(".part", System.StringComparison.Ordinal))
            .Select(file => file.Length)
            .DefaultIfEmpty(0)
            .Max();
}
