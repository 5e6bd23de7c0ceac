using System;

namespace FigshareTools;

/// <summary>A failure that a person can act on: what it was, a sentence that says what to do, and a stable id.</summary>
public sealed class FigshareException : Exception
{
    /// <summary>Makes a failure.</summary>
    /// <param name="errorId">The stable id.</param>
    /// <param name="message">
    /// One sentence: the plate or item, the cause and the remedy. It may quote servers and files.
    /// </param>
    /// <param name="innerException">What the system said, if anything.</param>
    public FigshareException(FigshareErrorId errorId, string message, Exception? innerException = null)
        : base(PrintableText.Of(message), innerException) => ErrorId = errorId;

    /// <summary>The stable id.</summary>
    public FigshareErrorId ErrorId { get; }

    /// <summary>The failure with its causes and stack traces. Causes may quote servers and files.</summary>
    public override string ToString() => PrintableText.OfLines(base.ToString());
}
