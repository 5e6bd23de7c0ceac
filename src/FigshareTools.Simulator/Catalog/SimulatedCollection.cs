using System;
using System.Collections.Generic;
using System.Globalization;

namespace FigshareTools.Simulator;

#pragma warning disable CA1711 // The name is Figshare's.

/// <summary>A public collection of articles.</summary>
public sealed class SimulatedCollection : ICatalogItem
{
    /// <summary>The collection id.</summary>
    public required long Id { get; init; }

    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>The DOI without a version suffix.</summary>
    public required string Doi { get; init; }

    /// <summary>
    /// The article ids in the order of the list. Lists and counts omit articles that are not public.
    /// </summary>
    public required IReadOnlyList<long> ArticleIds { get; init; }

    /// <summary>
    /// The latest version. Older versions, from 1, can be requested too, but the API has no way to list their articles
    /// (official definition of 2026-07).
    /// </summary>
    public int Version { get; init; } = 1;

    /// <summary>The description, in HTML.</summary>
    public string Description { get; init; } = "";

    /// <summary>The handle; empty for none.</summary>
    public string Handle { get; init; } = "";

    /// <summary>The authors.</summary>
    public IReadOnlyList<SimulatedAuthor> Authors { get; init; } = [new SimulatedAuthor(97657, "John", "Doe")];

    /// <summary>The keywords.</summary>
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>The number of the institution, for the filter <c>institution</c>.</summary>
    public long? InstitutionId { get; init; }

    /// <summary>The short name of the institution, for <c>:institution:</c> in a search.</summary>
    public string? InstitutionStringId { get; init; }

    /// <summary>The number of the institution's group.</summary>
    public long? GroupId { get; init; }

    /// <summary>When the first version was published.</summary>
    public DateTimeOffset Published { get; init; } = new(2021, 6, 10, 14, 45, 37, TimeSpan.Zero);

    /// <summary>When the collection was last changed.</summary>
    public DateTimeOffset Modified { get; init; } = new(2023, 5, 30, 11, 14, 17, TimeSpan.Zero);

    IEnumerable<string> ICatalogItem.TypeNames => ["collection"];

    IEnumerable<string> ICatalogItem.FileNames => [];

    bool ICatalogItem.HasDoi(string doi)
    {
        if (doi.Equals(Doi, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        for (var version = 1; version <= Version; version++)
        {
            if (doi.Equals(DoiOf(version), StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    internal string DoiOf(int version) => string.Create(CultureInfo.InvariantCulture, $"{Doi}.v{version}");
}
