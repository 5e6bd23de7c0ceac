namespace FigshareTools.Logs;

/// <summary>Why a run has ended.</summary>
public enum RunEndReason
{
    /// <summary>All plates have a result or an error.</summary>
    Completed,

    /// <summary>The user, or a later command of the pipeline, has stopped it.</summary>
    Stopped,

    /// <summary>Its deadline was reached.</summary>
    Deadline,

    /// <summary>An error has ended it, for example with <c>-ErrorAction Stop</c>.</summary>
    Error,
}
