using System;
using System.Net.Http;
using FigshareTools.Http;

namespace FigshareTools.Sources;

/// <summary>The failure that an answer to a range request means which is not the requested range.</summary>
internal static class RangeContradiction
{
    private const string RunAgain = "run it again to continue";

    /// <summary>The failure that a response means with another range, or with none.</summary>
    public static EngineException Of(ResponseAction action, HttpResponseMessage response, PlateRangeRequest request)
    {
        var host = response.RequestMessage!.RequestUri!.Host;
        var stated = response.Content.Headers.ContentRange?.Length;
        if (stated is { } length && request.Length is { } expected && length != expected)
        {
            return request.Plate.Length == expected
                ? WrongLength(host, length, expected)
                : OtherFile(new FileIdentity(PlateBody.StrongTagOf(response), LastModified: null, stated), isContradicted: true);
        }

        return action == ResponseAction.CheckLength
            ? Create(ContradictionKind.NotSatisfiable, $"{host} has no byte at position {request.Range?.Start}")
            : Create(ContradictionKind.OtherRange, $"{host} sends another part than the requested one");
    }

    /// <summary>The failure when the whole file came in place of a part.</summary>
    public static EngineException WholeFile(string host) =>
        Create(ContradictionKind.WholeFile, $"{host} sends the whole file instead of a part");

    /// <summary>The failure when an answer is not about the file that the bytes on disk belong to.</summary>
    /// <param name="file">The file of the answer.</param>
    /// <param name="isContradicted">Whether it is another file; else nothing shows that it is the same.</param>
    public static EngineException OtherFile(FileIdentity file, bool isContradicted) => Create(
        ContradictionKind.OtherFile,
        isContradicted ? "the file on the server has changed" : "the answer does not say that it is about the same file",
        file.ToString());

    /// <summary>
    /// The failure when an answer has another length than the plate. It cannot be the plate, so it refutes no byte on disk.
    /// </summary>
    public static EngineException WrongLength(string host, long offered, long expected) => new(
        FailureKind.Transient, FigshareErrorId.LengthMismatch, $"{host} offers {offered} bytes, but {expected} were expected",
        "what came is kept; run it again, or list the article again with Get-FigshareManifest");

    private static EngineException Create(ContradictionKind kind, string cause, string? file = null) =>
        new(FailureKind.Transient, FigshareErrorId.UnexpectedAnswer, cause, RunAgain)
        {
            Contradiction = new Contradiction(kind, file),
        };
}
