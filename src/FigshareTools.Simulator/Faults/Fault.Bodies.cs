namespace FigshareTools.Simulator;

/// <content>Faults of the connection, and of the body of an otherwise correct response.</content>
public sealed partial record Fault
{
    /// <summary>
    /// Sends nothing until <see cref="FaultPlan.ReleaseStalls"/> is called or the client disconnects.
    /// </summary>
    public static Fault NoResponse(FaultPoint point) => new(FaultKind.NoResponse, point);

    /// <summary>Resets the connection before anything is sent.</summary>
    public static Fault Drop(FaultPoint point) => new(FaultKind.Drop, point);

    /// <summary>
    /// Resets the connection after a number of bytes of the body. As with any reset, the client may lose bytes that it
    /// has not read yet. With <see cref="Close"/> it receives exactly this number.
    /// </summary>
    public static Fault Reset(long afterBytes, FaultPoint point = FaultPoint.Storage) =>
        new(FaultKind.Reset, point, afterBytes);

    /// <summary>
    /// Closes the connection gracefully after a number of bytes of the body, although Content-Length announces more.
    /// </summary>
    public static Fault Close(long afterBytes, FaultPoint point = FaultPoint.Storage) =>
        new(FaultKind.Close, point, afterBytes);

    /// <summary>
    /// Sends a number of bytes of the body, then nothing until <see cref="FaultPlan.ReleaseStalls"/> is called or the
    /// client disconnects. A response without a body stalls before its headers.
    /// </summary>
    public static Fault Stall(long afterBytes, FaultPoint point = FaultPoint.Storage) =>
        new(FaultKind.Stall, point, afterBytes);

    /// <summary>Sends the body slowly, in real time: some bytes a second keep a connection alive that brings nothing.</summary>
    public static Fault Drip(long bytesPerSecond) => new(FaultKind.Drip, FaultPoint.Storage, bytesPerSecond);

    /// <summary>Sends a chunked body that ends after a number of bytes without an error.</summary>
    public static Fault ShortBody(long bytes, FaultPoint point = FaultPoint.Storage) =>
        new(FaultKind.ShortBody, point, bytes);

    /// <summary>Serves the file with another length: truncated, or padded with zeros.</summary>
    public static Fault WrongLength(long length) => new(FaultKind.WrongLength, FaultPoint.Storage, length);

    /// <summary>Sends a chunked body without Content-Length, as Figshare does for private files.</summary>
    public static Fault NoContentLength(FaultPoint point = FaultPoint.Storage) => new(FaultKind.NoContentLength, point);

    /// <summary>Responds to a range request with 200 and the whole file.</summary>
    public static Fault IgnoreRange() => new(FaultKind.IgnoreRange, FaultPoint.Storage);

    /// <summary>Responds with 206 and a range that is shifted by one byte from the requested range.</summary>
    public static Fault WrongRange() => new(FaultKind.WrongRange, FaultPoint.Storage);

    /// <summary>Sends the file with a new entity tag in each response, like a file that is being replaced all the time.</summary>
    public static Fault NewEntityTag() => new(FaultKind.NewEntityTag, FaultPoint.Storage);

    /// <summary>
    /// Sends the header Content-Encoding: gzip, like a proxy that compresses although the client accepts only identity.
    /// </summary>
    public static Fault Encoded(FaultPoint point = FaultPoint.Storage) => new(FaultKind.Encoded, point);

    /// <summary>Changes the byte at this position of the file.</summary>
    public static Fault WrongBytes(long atOffset) => new(FaultKind.WrongBytes, FaultPoint.Storage, atOffset);
}
