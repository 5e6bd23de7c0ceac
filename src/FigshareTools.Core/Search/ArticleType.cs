using System.Diagnostics.CodeAnalysis;

namespace FigshareTools.Search;

/// <summary>
/// Figshare's item types with their numbers (ArticleSearch.item_type, 2026-07). Figshare no longer offers the types
/// with the missing numbers.
/// </summary>
[SuppressMessage("Design", "CA1008", Justification = "Figshare has no type 0. No type is null.")]
public enum ArticleType
{
    /// <summary>A figure.</summary>
    Figure = 1,

    /// <summary>Media: sound or video.</summary>
    Media = 2,

    /// <summary>A dataset.</summary>
    Dataset = 3,

    /// <summary>A poster.</summary>
    Poster = 5,

    /// <summary>A journal contribution.</summary>
    JournalContribution = 6,

    /// <summary>A presentation.</summary>
    Presentation = 7,

    /// <summary>A thesis.</summary>
    Thesis = 8,

    /// <summary>Software.</summary>
    Software = 9,

    /// <summary>An online resource.</summary>
    OnlineResource = 11,

    /// <summary>A preprint.</summary>
    Preprint = 12,

    /// <summary>A book.</summary>
    Book = 13,

    /// <summary>A conference contribution.</summary>
    ConferenceContribution = 14,

    /// <summary>A chapter.</summary>
    Chapter = 15,

    /// <summary>A peer review.</summary>
    PeerReview = 16,

    /// <summary>An educational resource.</summary>
    EducationalResource = 17,

    /// <summary>A report.</summary>
    Report = 18,

    /// <summary>A standard.</summary>
    Standard = 19,

    /// <summary>A composition.</summary>
    Composition = 20,

    /// <summary>Funding.</summary>
    Funding = 21,

    /// <summary>A physical object.</summary>
    PhysicalObject = 22,

    /// <summary>A data management plan.</summary>
    DataManagementPlan = 23,

    /// <summary>A workflow.</summary>
    Workflow = 24,

    /// <summary>A monograph.</summary>
    Monograph = 25,

    /// <summary>A performance.</summary>
    Performance = 26,

    /// <summary>An event.</summary>
    Event = 27,

    /// <summary>A service.</summary>
    Service = 28,

    /// <summary>A model.</summary>
    Model = 29,
}
