using System;
using System.Collections.Generic;
using System.Globalization;

namespace FigshareTools.Simulator;

#pragma warning disable CA1711 // A collection is what Figshare calls it.

/// <summary>A public collection of articles.</summary>
public sealed class SimulatedCollection : IListed
{
    /// <summary>The collection id.</summary>
    public required long Id { get; init; }

    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>The DOI without the version at its end.</summary>
    public required string Doi { get; init; }

    /// <summary>
    /// The articles in the order in which they are listed. Those that are not public are left out of lists and counts.
    /// </summary>
    public required IReadOnlyList<long> ArticleIds { get; init; }

    /// <summary>
    /// The latest version; all from 1 on can be asked for. Figshare has no way to list the articles of an older one
    /// (official definition of 2026-07).
    /// </summary>
    public int Version { get; init; } = 1;

    /// <summary>The description, in HTML.</summary>
    public string Description { get; init; } = "";

    /// <summary>The handle; empty if there is none.</summary>
    public string Handle { get; init; } = "";

    /// <summary>The authors.</summary>
    public IReadOnlyList<SimulatedAuthor> Authors { get; init; } = [new SimulatedAuthor(97657, "John", "Doe")];

    /// <summary>The keywords.</summary>
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>The institution, as the filter <c>institution</c> takes it.</summary>
    public long? InstitutionId { get; init; }

    /// <summary>The institution, as <c>:institution:</c> in a search takes it.</summary>
    public string? InstitutionStringId { get; init; }

    /// <summary>The group of the institution.</summary>
    public long? GroupId { get; init; }

    /// <summary>When the first version was published.</summary>
    public DateTimeOffset Published { get; init; } = new(2021, 6, 10, 14, 45, 37, TimeSpan.Zero);

    /// <summary>When the collection was last changed.</summary>
    public DateTimeOffset Modified { get; init; } = new(2023, 5, 30, 11, 14, 17, TimeSpan.Zero);

    IEnumerable<string> IListed.TypeNames => ["collection"];

    IEnumerable<string> IListed.FileNames => [];

    bool IListed.HasDoi(string doi)
    {
        if (doi.Equals(Doi, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        for (int version = 1; version <= Version; version++)
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
