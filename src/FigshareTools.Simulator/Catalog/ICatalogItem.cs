using System;
using System.Collections.Generic;

namespace FigshareTools.Simulator;

/// <summary>The properties of an article or a collection that lists and searches filter by.</summary>
internal interface ICatalogItem
{
    long Id { get; }

    string Title { get; }

    string Description { get; }

    string Handle { get; }

    IReadOnlyList<SimulatedAuthor> Authors { get; }

    IReadOnlyList<string> Keywords { get; }

    long? InstitutionId { get; }

    string? InstitutionStringId { get; }

    long? GroupId { get; }

    DateTimeOffset Published { get; }

    DateTimeOffset Modified { get; }

    /// <summary>The values of <c>:item_type:</c> that match the item.</summary>
    IEnumerable<string> TypeNames { get; }

    /// <summary>The names of the item's files, for <c>:extension:</c>.</summary>
    IEnumerable<string> FileNames { get; }

    /// <summary>Whether the item has a DOI; both the DOI with a version suffix and the DOI without match.</summary>
    bool HasDoi(string doi);
}
