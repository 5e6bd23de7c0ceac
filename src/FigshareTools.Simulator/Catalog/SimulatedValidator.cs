namespace FigshareTools.Simulator;

/// <summary>The validator that the storage sends with a file (RFC 9110, section 8.8).</summary>
public enum SimulatedValidator
{
    /// <summary>A strong entity tag, as S3 sends it.</summary>
    EntityTag,

    /// <summary>A weak entity tag, which is not valid in If-Range.</summary>
    WeakEntityTag,

    /// <summary>Only the date of the last change.</summary>
    LastModified,

    /// <summary>No validator.</summary>
    None,
}
