using System;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace FigshareTools.Simulator;

/// <summary>
/// A failure, and the requests that it affects. Create it by one of the static methods and restrict it by <c>with</c>:
/// <c>Fault.Reset(1000) with { FileId = 18508421, Times = 2 }</c>.
/// </summary>
public sealed partial record Fault
{
    private Fault(FaultKind kind, FaultPoint point, long bytes = 0, CannedResponse? response = null)
    {
        Kind = kind;
        Point = point;
        Bytes = bytes;
        Response = response;
    }

    /// <summary>The kind of failure.</summary>
    public FaultKind Kind { get; }

    /// <summary>The endpoint that fails.</summary>
    public FaultPoint Point { get; init; }

    /// <summary>The id of the only file that is affected; null for all files.</summary>
    public long? FileId { get; init; }

    /// <summary>The id of the only article that is affected; null for all articles.</summary>
    public long? ArticleId { get; init; }

    /// <summary>How many matching requests the fault hits; <see cref="int.MaxValue"/> for all.</summary>
    public int Times { get; init; } = 1;

    /// <summary>How many matching requests succeed before the first hit.</summary>
    public int Skip { get; init; }

    /// <summary>A condition for hits, such as a time of the test's clock; null for none.</summary>
    public Func<bool>? When { get; init; }

    /// <summary>The number of bytes, the position, the length or the rate, depending on the kind.</summary>
    internal long Bytes { get; }

    /// <summary>The response of <see cref="FaultKind.Response"/>.</summary>
    internal CannedResponse? Response { get; }

    /// <summary>The function of <see cref="FaultKind.Custom"/>.</summary>
    internal Func<HttpContext, Func<Task>, Task>? Apply { get; private init; }

    internal bool Matches(RequestTarget target) =>
        Point == target.Point
        && (FileId is null || FileId == target.FileId)
        && (ArticleId is null || ArticleId == target.ArticleId)
        && (When is null || When());

    /// <summary>Returns the content that the storage sends under this fault.</summary>
    internal SimulatedContent Alter(SimulatedContent content) => Kind switch
    {
        FaultKind.WrongLength => new ResizedContent(content, Bytes),
        FaultKind.WrongBytes => new FlippedContent(content, Bytes),
        FaultKind.NewEntityTag => new RetaggedContent(content),
        _ => content,
    };
}
