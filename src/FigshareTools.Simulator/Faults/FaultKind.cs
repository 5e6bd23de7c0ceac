namespace FigshareTools.Simulator;

/// <summary>What goes wrong.</summary>
public enum FaultKind
{
    /// <summary>Another answer is sent in place of the right one.</summary>
    Response,

    /// <summary>Nothing is sent, not even headers, until stalls are released or the client goes away.</summary>
    NoResponse,

    /// <summary>The connection is reset before anything is sent.</summary>
    Drop,

    /// <summary>The connection is reset within the body.</summary>
    Reset,

    /// <summary>The connection is closed in good order within the body, although more was announced.</summary>
    Close,

    /// <summary>The body stands still until stalls are released or the client goes away.</summary>
    Stall,

    /// <summary>A body without announced length ends early as if it were whole.</summary>
    ShortBody,

    /// <summary>The file has another length than the API says.</summary>
    WrongLength,

    /// <summary>The length is not announced.</summary>
    NoContentLength,

    /// <summary>The whole file is sent although a range was asked for.</summary>
    IgnoreRange,

    /// <summary>Another range is sent than was asked for, and says so.</summary>
    WrongRange,

    /// <summary>One byte is wrong.</summary>
    WrongBytes,
}
