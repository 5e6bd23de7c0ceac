namespace FigshareTools;

/// <summary>How the engine reacts to a failure.</summary>
internal enum FailureKind
{
    /// <summary>A later attempt may succeed.</summary>
    Transient,

    /// <summary>A later attempt cannot succeed.</summary>
    Permanent,

    /// <summary>The host refuses this client. Another host may serve the request.</summary>
    HostRefused,

    /// <summary>The downloaded bytes are wrong. The download has to start over.</summary>
    WrongContent,
}
