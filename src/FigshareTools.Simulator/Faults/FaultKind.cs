namespace FigshareTools.Simulator;

/// <summary>Kinds of failures.</summary>
public enum FaultKind
{
    /// <summary>Another response replaces the correct one.</summary>
    Response,

    /// <summary>A function of the caller takes the place of the endpoint, or changes what it sends.</summary>
    Custom,

    /// <summary>Nothing is sent, not even headers, until stalls are released or the client disconnects.</summary>
    NoResponse,

    /// <summary>The connection is reset before anything is sent.</summary>
    Drop,

    /// <summary>The connection is reset within the body.</summary>
    Reset,

    /// <summary>The connection is closed gracefully within the body, although Content-Length announces more.</summary>
    Close,

    /// <summary>The body stalls until stalls are released or the client disconnects.</summary>
    Stall,

    /// <summary>The body arrives slowly.</summary>
    Drip,

    /// <summary>A body without Content-Length ends too early, without an error.</summary>
    ShortBody,

    /// <summary>The file has another length than in the API.</summary>
    WrongLength,

    /// <summary>The response has no Content-Length.</summary>
    NoContentLength,

    /// <summary>The whole file is sent in response to a range request.</summary>
    IgnoreRange,

    /// <summary>Another range than the requested one is sent; its Content-Range is correct.</summary>
    WrongRange,

    /// <summary>One byte of the content is wrong.</summary>
    WrongBytes,

    /// <summary>The file has another entity tag in each response.</summary>
    NewEntityTag,

    /// <summary>The response says that its body is encoded.</summary>
    Encoded,
}
