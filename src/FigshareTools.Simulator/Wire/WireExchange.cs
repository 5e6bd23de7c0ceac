namespace FigshareTools.Simulator;

/// <summary>Updates the entry of a running request in the <see cref="WireLog"/>.</summary>
/// <remarks>
/// Every event is recorded before the client can observe it. A test that has read a response to its end therefore finds
/// all of it in the log, and two downloads in succession are never counted as concurrent.
/// </remarks>
internal sealed class WireExchange(WireLog log, BodyCounter bodies, WireRequest request)
{
    private long? _bodyFileId;
    private long _bodyLeft;

    public WireRequest Request { get; private set; } = request;

    /// <summary>Records the status of the response. Has no effect after <see cref="Complete"/>.</summary>
    public void StartResponse(int status) => log.Change(() =>
    {
        if (!Request.IsComplete)
        {
            Request = Request with { Status = status };
        }
    });

    /// <summary>Records that a body with file content begins.</summary>
    public void BeginBody(long fileId, long length) => log.Change(() =>
    {
        _bodyFileId = fileId;
        _bodyLeft = length;
        bodies.Begin(fileId);
    });

    /// <summary>Records bytes that are about to be sent.</summary>
    public void AddBytesSent(int count) => log.Change(() =>
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

    /// <summary>Records that the body ends before all of its content was sent.</summary>
    public void EndBody() => log.Change(EndBodyLocked);

    /// <summary>Records that the server has finished the request.</summary>
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
