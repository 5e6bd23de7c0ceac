using System;
using System.Collections.Generic;

namespace FigshareTools.Simulator;

/// <summary>What lists and searches look at, alike for articles and collections.</summary>
internal interface IListed
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

    /// <summary>The words that <c>:item_type:</c> accepts for it.</summary>
    IEnumerable<string> TypeNames { get; }

    /// <summary>The names of its files, for <c>:extension:</c>.</summary>
    IEnumerable<string> FileNames { get; }

    /// <summary>Whether a DOI is its own, with the version at its end or without.</summary>
    bool HasDoi(string doi);
}
