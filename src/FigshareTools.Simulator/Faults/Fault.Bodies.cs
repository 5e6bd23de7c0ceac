namespace FigshareTools.Simulator;

/// <content>Faults of the connection and of the right answer's body.</content>
public sealed partial record Fault
{
    /// <summary>Nothing is sent until <see cref="FaultPlan.ReleaseStalls"/> or until the client goes away.</summary>
    public static Fault NoResponse(FaultPoint point) => new(FaultKind.NoResponse, point);

    /// <summary>The connection is reset before anything is sent.</summary>
    public static Fault Drop(FaultPoint point) => new(FaultKind.Drop, point);

    /// <summary>
    /// The connection is reset after so many bytes of the body. What the client has not read by then may be lost to it,
    /// as with any reset; with <see cref="Close"/> it gets exactly this many bytes.
    /// </summary>
    public static Fault Reset(long afterBytes, FaultPoint point = FaultPoint.Storage) =>
        new(FaultKind.Reset, point, afterBytes);

    /// <summary>
    /// The connection is closed in good order after so many bytes of the body, although more was announced.
    /// </summary>
    public static Fault Close(long afterBytes, FaultPoint point = FaultPoint.Storage) =>
        new(FaultKind.Close, point, afterBytes);

    /// <summary>
    /// Sends so many bytes of the body, then nothing until <see cref="FaultPlan.ReleaseStalls"/> or until the client
    /// goes away. An answer that has no body stands still before its headers.
    /// </summary>
    public static Fault Stall(long afterBytes, FaultPoint point = FaultPoint.Storage) =>
        new(FaultKind.Stall, point, afterBytes);

    /// <summary>A chunked body that ends after so many bytes as if it were whole.</summary>
    public static Fault ShortBody(long bytes, FaultPoint point = FaultPoint.Storage) =>
        new(FaultKind.ShortBody, point, bytes);

    /// <summary>Storage has a file of another length: cut, or filled up with zeros.</summary>
    public static Fault WrongLength(long length) => new(FaultKind.WrongLength, FaultPoint.Storage, length);

    /// <summary>A chunked body without a length, as Figshare sends for private files.</summary>
    public static Fault NoContentLength(FaultPoint point = FaultPoint.Storage) => new(FaultKind.NoContentLength, point);

    /// <summary>200 with the whole file although a range was asked for.</summary>
    public static Fault IgnoreRange() => new(FaultKind.IgnoreRange, FaultPoint.Storage);

    /// <summary>206 with a range that begins a byte beside the one asked for.</summary>
    public static Fault WrongRange() => new(FaultKind.WrongRange, FaultPoint.Storage);

    /// <summary>The byte at this position of the file is wrong.</summary>
    public static Fault WrongBytes(long atOffset) => new(FaultKind.WrongBytes, FaultPoint.Storage, atOffset);
}
