using System;
using System.Collections.Generic;

namespace FigshareTools.Simulator;

/// <summary>A public project.</summary>
public sealed class SimulatedProject
{
    /// <summary>The project id.</summary>
    public required long Id { get; init; }

    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>The article ids in the order of the list. The list omits articles that are not public.</summary>
    public required IReadOnlyList<long> ArticleIds { get; init; }

    /// <summary>The description, in HTML.</summary>
    public string Description { get; init; } = "";

    /// <summary>The collaborators. The first one owns the project.</summary>
    public IReadOnlyList<SimulatedAuthor> Collaborators { get; init; } = [new SimulatedAuthor(97657, "John", "Doe")];

    /// <summary>When the project was published.</summary>
    public DateTimeOffset Published { get; init; } = new(2021, 6, 10, 14, 45, 37, TimeSpan.Zero);

    /// <summary>When the project was last changed.</summary>
    public DateTimeOffset Modified { get; init; } = new(2023, 5, 30, 11, 14, 17, TimeSpan.Zero);
}
