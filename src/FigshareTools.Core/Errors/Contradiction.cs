namespace FigshareTools;

/// <summary>How an answer contradicts its request, or the bytes that are on disk.</summary>
internal enum ContradictionKind
{
    /// <summary>The whole file came in place of a part.</summary>
    WholeFile,

    /// <summary>Another range than the requested one came.</summary>
    OtherRange,

    /// <summary>The server says that the file ends before the requested range.</summary>
    NotSatisfiable,

    /// <summary>The answer is about another file than the bytes on disk.</summary>
    OtherFile,
}

/// <summary>A contradiction. Two contradictions are equal when they say the same.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="File">The other file's validators and length, by which it is recognised again; null if it is no other.</param>
internal sealed record Contradiction(ContradictionKind Kind, string? File = null);
