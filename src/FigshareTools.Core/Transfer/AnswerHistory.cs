using System;

namespace FigshareTools.Transfer;

/// <summary>
/// The contradictory answers in a row to the requests of one plate. A single odd answer refutes nothing: a proxy or a node of
/// the storage may have sent it. It is discarded, and the server is asked again.
/// </summary>
/// <param name="Last">The last contradiction; null after an answer that fits.</param>
/// <param name="Count">How often the same contradiction came in a row.</param>
/// <param name="Changes">How many other files were stated in a row, each of them different from the one before.</param>
internal readonly record struct AnswerHistory(Contradiction? Last, int Count, int Changes)
{
    /// <summary>The history after a further contradiction.</summary>
    public AnswerHistory Add(Contradiction contradiction) => new(
        contradiction,
        contradiction == Last ? Count + 1 : 1,
        contradiction.Kind != ContradictionKind.OtherFile ? 0 : contradiction == Last ? Changes : Changes + 1);

    /// <summary>Whether the plate has to start over, because the bytes on disk are refuted or cannot be continued.</summary>
    /// <param name="hasBytes">Whether any byte is on disk. Without one, nothing is lost.</param>
    /// <param name="maximumRetryCount">The retries of the run. Without enough of them, fewer answers suffice.</param>
    public bool Refutes(bool hasBytes, int maximumRetryCount) =>
        Last is not null && (!hasBytes || Count >= Math.Min(AnswersFor(Last.Kind), 1L + maximumRetryCount));

    /// <summary>The failure that ends the attempt. It says so if each answer is about another file.</summary>
    public EngineException Describe(EngineException failure) => Changes < 2
        ? failure
        : new EngineException(failure.Kind, failure.ErrorId, "the file on the server keeps changing",
            "wait until its upload has ended, and run it again", failure)
        {
            Contradiction = failure.Contradiction,
        };

    /// <summary>
    /// The number of equal answers in a row that refute the bytes on disk. A file that changed, and a server that sends no
    /// parts, say the same twice; another range or status 416 rather comes from a proxy or a node that is out of step.
    /// </summary>
    private static int AnswersFor(ContradictionKind kind) =>
        kind is ContradictionKind.OtherFile or ContradictionKind.WholeFile ? 2 : 3;
}
