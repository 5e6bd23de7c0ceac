using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace FigshareTools.Simulator;

/// <summary>An article ("item") with all its versions, public unless said otherwise.</summary>
public sealed class SimulatedArticle : IListed
{
    /// <summary>The article id.</summary>
    public required long Id { get; init; }

    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>The DOI without the version at its end.</summary>
    public required string Doi { get; init; }

    /// <summary>The versions, at least one; the highest number is the one that is shown without asking.</summary>
    public required IReadOnlyList<SimulatedVersion> Versions
    {
        get;
        init => field = value.Count > 0
            ? [.. value.OrderBy(version => version.Number)]
            : throw new ArgumentException("An article has at least one version.", nameof(value));
    }

    /// <summary>
    /// Whether the DOI that the API shows ends in the version. Those that publishers registered do not.
    /// </summary>
    public bool HasVersionedDoi { get; init; } = true;

    /// <summary>The handle; empty if there is none.</summary>
    public string Handle { get; init; } = "";

    /// <summary>
    /// Whether the article is published. If not, only its <see cref="Owner"/> sees it, and whoever has one of the
    /// <see cref="PrivateLinks"/> can download its files.
    /// </summary>
    public bool IsPublic { get; init; } = true;

    /// <summary>The account that the article belongs to.</summary>
    public SimulatedAccount? Owner { get; init; }

    /// <summary>The keys of private links: the hex digits at the end of https://figshare.com/s/….</summary>
    public IReadOnlyList<string> PrivateLinks { get; init; } = [];

    /// <summary>The item type by Figshare's numbers: 3 is a dataset, 9 software, and so on.</summary>
    public int DefinedType
    {
        get;
        init => field = ItemTypes.Exists(value)
            ? value
            : throw new ArgumentException($"Figshare has no item type {value}.", nameof(value));
    } = ItemTypes.Dataset;

    /// <summary>The host of the public page: of Figshare, of an institution there, or a domain of its own.</summary>
    public string InstitutionHost { get; init; } = "figshare.com";

    /// <summary>The institution, as the filter <c>institution</c> takes it.</summary>
    public long? InstitutionId { get; init; }

    /// <summary>The institution, as <c>:institution:</c> in a search takes it.</summary>
    public string? InstitutionStringId { get; init; }

    /// <summary>The group of the institution.</summary>
    public long? GroupId { get; init; }

    /// <summary>The citation: by default made of authors, year, title and DOI.</summary>
    public string? Citation { get; init; }

    /// <summary>The description, in HTML.</summary>
    public string Description { get; init; } = "";

    /// <summary>The authors.</summary>
    public IReadOnlyList<SimulatedAuthor> Authors { get; init; } = [new SimulatedAuthor(97657, "John", "Doe")];

    /// <summary>The licence.</summary>
    public SimulatedLicense License { get; init; } = SimulatedLicense.CcBy;

    /// <summary>The keywords.</summary>
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>When the first version was published.</summary>
    public DateTimeOffset Published { get; init; } = new(2021, 6, 10, 14, 45, 37, TimeSpan.Zero);

    /// <summary>When the article was last changed.</summary>
    public DateTimeOffset Modified { get; init; } = new(2023, 5, 30, 11, 14, 17, TimeSpan.Zero);

    /// <summary>Whether the article is under embargo.</summary>
    public bool IsEmbargoed { get; init; }

    /// <summary>
    /// "article" or "file". Figshare sends "file" also for articles without an embargo (seen 2026-01).
    /// </summary>
    public string? EmbargoType { get; init; } = "file";

    /// <summary>When the embargo ends.</summary>
    public string? EmbargoDate { get; init; }

    /// <summary>Why there is an embargo.</summary>
    public string? EmbargoReason { get; init; } = "";

    /// <summary>The headline of the embargo.</summary>
    public string? EmbargoTitle { get; init; } = "";

    /// <summary>Whether the files are confidential.</summary>
    public bool IsConfidential { get; init; }

    /// <summary>Why the files are confidential.</summary>
    public string? ConfidentialReason { get; init; } = "";

    /// <summary>Whether the article has no files by intent.</summary>
    public bool IsMetadataRecord { get; init; }

    /// <summary>Why the article has no files.</summary>
    public string? MetadataReason { get; init; } = "";

    /// <summary>Whether the files are listed, but cannot be downloaded.</summary>
    public bool DownloadDisabled { get; init; }

    /// <summary>The version that is shown without asking for one.</summary>
    public SimulatedVersion Latest => Versions[^1];

    IEnumerable<string> IListed.TypeNames => ["article", ItemTypes.NameOf(DefinedType)];

    IEnumerable<string> IListed.FileNames => HidesFiles ? [] : Latest.Files.Select(file => file.Name);

    /// <summary>Whether the public API keeps the files to itself.</summary>
    internal bool HidesFiles => IsEmbargoed || IsConfidential;

    /// <summary>The version of a number, or null.</summary>
    public SimulatedVersion? FindVersion(int number) => Versions.FirstOrDefault(version => version.Number == number);

    bool IListed.HasDoi(string doi) =>
        Versions.Select(DoiOf).Append(Doi).Contains(doi, StringComparer.OrdinalIgnoreCase);

    /// <summary>The DOI that the API shows for a version. A draft has none of a version yet.</summary>
    internal string DoiOf(SimulatedVersion version) => HasVersionedDoi && IsPublic
        ? string.Create(CultureInfo.InvariantCulture, $"{Doi}.v{version.Number}")
        : Doi;
}
