namespace FigshareTools.Simulator;

/// <summary>A request under way; keeps its entry in the <see cref="WireLog"/> up to date.</summary>
/// <remarks>
/// Everything is noted before the client can see it: who has read an answer to its end finds all of it in the log, and
/// a client that begins its next download at once is not taken for one that runs two.
/// </remarks>
internal sealed class WireExchange(WireLog log, BodyCounter bodies, WireRequest request)
{
    private long? _bodyFileId;
    private long _bodyLeft;

    public WireRequest Request { get; private set; } = request;

    /// <summary>Says that an answer begins; one that begins after the end is not sent any more.</summary>
    public void Answering(int status) => log.Change(() =>
    {
        if (!Request.IsComplete)
        {
            Request = Request with { Status = status };
        }
    });

    /// <summary>Says that file content is about to be sent.</summary>
    public void BeginBody(long fileId, long length) => log.Change(() =>
    {
        _bodyFileId = fileId;
        _bodyLeft = length;
        bodies.Begin(fileId);
    });

    public void Sending(int count) => log.Change(() =>
    {
        Request = Request with { BytesSent = Request.BytesSent + count };
        if (_bodyFileId is long fileId)
        {
            bodies.Sent(fileId, count);
            _bodyLeft -= count;
            if (_bodyLeft <= 0)
            {
                EndBodyLocked();
            }
        }
    });

    /// <summary>Says that no more file content will come, although not all of it was sent.</summary>
    public void EndBody() => log.Change(EndBodyLocked);

    public void Complete() => log.Change(() =>
    {
        EndBodyLocked();
        Request = Request with { IsComplete = true };
    });

    private void EndBodyLocked()
    {
        if (_bodyFileId is long fileId)
        {
            bodies.End(fileId);
            _bodyFileId = null;
        }
    }
}
