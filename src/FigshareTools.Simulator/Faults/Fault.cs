namespace FigshareTools.Simulator;

/// <summary>
/// Something that goes wrong, and for which requests. Made by one of the methods and narrowed down with <c>with</c>:
/// <c>Fault.Reset(1000) with { FileId = 18508421, Times = 2 }</c>.
/// </summary>
public sealed partial record Fault
{
    private Fault(FaultKind kind, FaultPoint point, long bytes = 0, CannedReply? reply = null)
    {
        Kind = kind;
        Point = point;
        Bytes = bytes;
        Reply = reply;
    }

    /// <summary>What goes wrong.</summary>
    public FaultKind Kind { get; }

    /// <summary>Where it goes wrong.</summary>
    public FaultPoint Point { get; init; }

    /// <summary>The file it is confined to; null for any.</summary>
    public long? FileId { get; init; }

    /// <summary>The article it is confined to; null for any.</summary>
    public long? ArticleId { get; init; }

    /// <summary>How many matching requests it hits; <see cref="int.MaxValue"/> for all there will be.</summary>
    public int Times { get; init; } = 1;

    /// <summary>How many matching requests go well first.</summary>
    public int Skip { get; init; }

    /// <summary>The number of bytes, the position or the length that the kind is about.</summary>
    internal long Bytes { get; }

    /// <summary>The answer of a <see cref="FaultKind.Response"/>.</summary>
    internal CannedReply? Reply { get; }

    internal bool Matches(RequestTarget target) =>
        Point == target.Point
        && (FileId is null || FileId == target.FileId)
        && (ArticleId is null || ArticleId == target.ArticleId);

    /// <summary>The content that storage sends under this fault.</summary>
    internal SimulatedContent Alter(SimulatedContent content) => Kind switch
    {
        FaultKind.WrongLength => new ResizedContent(content, Bytes),
        FaultKind.WrongBytes => new FlippedContent(content, Bytes),
        _ => content,
    };
}
