using System;
using System.Collections.Generic;
using System.Linq;

namespace FigshareTools.Manifests;

/// <summary>Compares two lists of plates.</summary>
public static class ManifestComparison
{
    /// <summary>
    /// Finds each plate of the older list in the newer one: by its file id, else by its name within its article, else by its name
    /// without folders if no other plate has it. The content decides whether a plate is changed: the MD5 if both lists have it,
    /// else the length and the file id, because Figshare gives a file that is uploaded again a new id.
    /// </summary>
    /// <param name="older">The older list.</param>
    /// <param name="newer">The newer list.</param>
    /// <returns>The plates of the older list in its order, then the added ones.</returns>
    public static IReadOnlyList<PlateChange> Compare(IEnumerable<FigsharePlate> older, IEnumerable<FigsharePlate> newer)
    {
        Pair[] pairs = [.. older.GroupBy(plate => (plate.FileId, plate.ArticleId, NameOf(plate)))
            .Select(group => new Pair(group.First()))];
        var rest = newer.ToList();
        Match(pairs, rest, plate => plate.FileId > 0 ? $"{plate.FileId}" : null, isUnique: false);
        Match(pairs, rest, NameOf, isUnique: false);
        Match(pairs, rest, plate => NameOf(plate) is { } name ? name.Substring(name.LastIndexOf('/') + 1) : null, isUnique: true);
        return [.. pairs.Select(ChangeOf), .. rest.Select(plate => ChangeOf(new Pair(null) { Newer = plate }))];
    }

    /// <summary>Gives pairs that lack a newer plate the one with the same key, and takes it from the rest.</summary>
    private static void Match(
        Pair[] pairs, List<FigsharePlate> rest, Func<FigsharePlate, string?> keyOf, bool isUnique)
    {
        var open = pairs.Where(pair => pair.Newer is null).ToLookup(pair => keyOf(pair.Older!), StringComparer.Ordinal);
        var candidates = rest.ToLookup(keyOf, StringComparer.Ordinal);
        var taken = new HashSet<FigsharePlate>(ReferenceComparer.Instance);
        foreach (var group in open.Where(group => group.Key is not null))
        {
            var found = candidates[group.Key].ToList();
            if (isUnique && (group.Count() > 1 || found.Count > 1))
            {
                continue;
            }

            foreach (var pair in group)
            {
                if (found.Find(plate => !taken.Contains(plate) && MayBeOfOneArticle(pair.Older!, plate)) is { } plate)
                {
                    pair.Newer = plate;
                    pair.KeepsFolder = isUnique;
                    taken.Add(plate);
                }
            }
        }

        rest.RemoveAll(taken.Contains);
    }

    private static PlateChange ChangeOf(Pair pair)
    {
        var (older, newer) = (pair.Older, pair.Newer);
        return new PlateChange
        {
            Kind = older is null ? PlateChangeKind.Added
                : newer is null ? PlateChangeKind.Removed
                : IsSame(older, newer) ? PlateChangeKind.Same
                : PlateChangeKind.Changed,
            Plate = older?.Plate ?? newer?.Plate,
            FileName = newer is null ? null : pair.KeepsFolder ? NameOf(older!) : NameOf(newer),
            FileId = IdOf(newer),
            Length = newer?.Length,
            Md5 = newer?.Md5,
            ArticleId = newer?.ArticleId ?? older?.ArticleId,
            Version = newer?.Version,
            Doi = newer?.Doi,
            OldFileName = older is null ? null : NameOf(older),
            OldFileId = IdOf(older),
            OldLength = older?.Length,
            OldMd5 = older?.Md5,
            OldVersion = older?.Version,
        };
    }

    private static bool IsSame(FigsharePlate older, FigsharePlate newer)
    {
        if (older.Md5 is { } md5 && newer.Md5 is not null)
        {
            return md5.Equals(newer.Md5, StringComparison.OrdinalIgnoreCase);
        }

        return (older.Length is not { } length || newer.Length is null || length == newer.Length)
            && (older.FileId == 0 || newer.FileId == 0 || older.FileId == newer.FileId);
    }

    private static bool MayBeOfOneArticle(FigsharePlate older, FigsharePlate newer) =>
        older.ArticleId is null || newer.ArticleId is null || older.ArticleId == newer.ArticleId;

    private static long? IdOf(FigsharePlate? plate) => plate is { FileId: > 0 and var id } ? id : null;

    private static string? NameOf(FigsharePlate plate) => PlateFileName.Of(plate)?.Replace('\\', '/');

    /// <summary>A plate in both lists.</summary>
    private sealed class Pair(FigsharePlate? older)
    {
        public FigsharePlate? Older => older;

        public FigsharePlate? Newer { get; set; }

        /// <summary>Whether the names are equal except for their folders.</summary>
        public bool KeepsFolder { get; set; }
    }

    /// <summary>Plates are equal by value, and a list may contain one twice.</summary>
    private sealed class ReferenceComparer : IEqualityComparer<FigsharePlate>
    {
        public static readonly ReferenceComparer Instance = new();

        public bool Equals(FigsharePlate? x, FigsharePlate? y) => ReferenceEquals(x, y);

        public int GetHashCode(FigsharePlate obj) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj);
    }
}
