using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace FigshareTools.Simulator;

/// <summary>An article (Figshare also says "item") with all its versions. Public by default.</summary>
public sealed class SimulatedArticle : ICatalogItem
{
    /// <summary>The article id.</summary>
    public required long Id { get; init; }

    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>The DOI without a version suffix.</summary>
    public required string Doi { get; init; }

    /// <summary>The versions, at least one. The API shows the highest unless another one is requested.</summary>
    public required IReadOnlyList<SimulatedVersion> Versions
    {
        get;
        init => field = value.Count > 0
            ? [.. value.OrderBy(version => version.Number)]
            : throw new ArgumentException("An article must have at least one version.", nameof(value));
    }

    /// <summary>
    /// Whether the DOI that the API shows ends in the version. DOIs that publishers registered do not.
    /// </summary>
    public bool HasVersionedDoi { get; init; } = true;

    /// <summary>The handle; empty for none.</summary>
    public string Handle { get; init; } = "";

    /// <summary>
    /// Whether the article is published. If not, only its <see cref="Owner"/> can see it. Anybody with one of the
    /// <see cref="PrivateLinks"/> can download its files.
    /// </summary>
    public bool IsPublic { get; init; } = true;

    /// <summary>The account that owns the article.</summary>
    public SimulatedAccount? Owner { get; init; }

    /// <summary>The keys of private links: the hexadecimal digits at the end of https://figshare.com/s/….</summary>
    public IReadOnlyList<string> PrivateLinks { get; init; } = [];

    /// <summary>Figshare's number of the item type, for example 3 for a dataset and 9 for software.</summary>
    public int DefinedType
    {
        get;
        init => field = ItemTypes.Exists(value)
            ? value
            : throw new ArgumentException($"Figshare has no item type {value}.", nameof(value));
    } = ItemTypes.Dataset;

    /// <summary>The host name of the public page: figshare.com, or the host name of an institution.</summary>
    public string InstitutionHost { get; init; } = "figshare.com";

    /// <summary>The number of the institution, for the filter <c>institution</c>.</summary>
    public long? InstitutionId { get; init; }

    /// <summary>The short name of the institution, for <c>:institution:</c> in a search.</summary>
    public string? InstitutionStringId { get; init; }

    /// <summary>The number of the institution's group.</summary>
    public long? GroupId { get; init; }

    /// <summary>The citation; null for one that is composed of authors, year, title and DOI.</summary>
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
    /// "article" or "file". Figshare also sends "file" for articles without an embargo (seen 2026-01).
    /// </summary>
    public string? EmbargoType { get; init; } = "file";

    /// <summary>When the embargo ends.</summary>
    public string? EmbargoDate { get; init; }

    /// <summary>The reason for the embargo.</summary>
    public string? EmbargoReason { get; init; } = "";

    /// <summary>The headline of the embargo.</summary>
    public string? EmbargoTitle { get; init; } = "";

    /// <summary>Whether the files are confidential.</summary>
    public bool IsConfidential { get; init; }

    /// <summary>The reason why the files are confidential.</summary>
    public string? ConfidentialReason { get; init; } = "";

    /// <summary>Whether the article consists of metadata only and deliberately has no files.</summary>
    public bool IsMetadataRecord { get; init; }

    /// <summary>The reason why the article has no files.</summary>
    public string? MetadataReason { get; init; } = "";

    /// <summary>Whether the API lists the files but refuses downloads.</summary>
    public bool DownloadDisabled { get; init; }

    /// <summary>The version that the API shows by default.</summary>
    public SimulatedVersion Latest => Versions[^1];

    IEnumerable<string> ICatalogItem.TypeNames => ["article", ItemTypes.NameOf(DefinedType)];

    IEnumerable<string> ICatalogItem.FileNames => HidesFiles ? [] : Latest.Files.Select(file => file.Name);

    /// <summary>Whether the public API omits the files.</summary>
    internal bool HidesFiles => IsEmbargoed || IsConfidential;

    /// <summary>Returns the version with a number, or null.</summary>
    public SimulatedVersion? FindVersion(int number) => Versions.FirstOrDefault(version => version.Number == number);

    bool ICatalogItem.HasDoi(string doi) =>
        Versions.Select(DoiOf).Append(Doi).Contains(doi, StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the DOI that the API shows for a version. The DOI of a draft has no version suffix.</summary>
    internal string DoiOf(SimulatedVersion version) => HasVersionedDoi && IsPublic
        ? string.Create(CultureInfo.InvariantCulture, $"{Doi}.v{version.Number}")
        : Doi;
}
