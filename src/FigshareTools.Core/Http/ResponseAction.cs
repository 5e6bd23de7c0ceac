namespace FigshareTools.Http;

/// <summary>What the engine does with a response.</summary>
internal enum ResponseAction
{
    /// <summary>Request the Location at once: a presigned URL lives 10 seconds.</summary>
    FollowRedirect,

    /// <summary>Read the body. It begins at the requested offset.</summary>
    UseBody,

    /// <summary>Read the body from offset zero: the server sends the whole file although a range was requested.</summary>
    UseBodyFromZero,

    /// <summary>Discard the response: it is another range than the requested one, or of another file.</summary>
    RejectRange,

    /// <summary>Compare lengths: the requested offset is the end of the server's file.</summary>
    CheckLength,

    /// <summary>Use the cached response: it has not changed.</summary>
    UseCached,

    /// <summary>Try the other host: this one refuses the client.</summary>
    TryOtherHost,

    /// <summary>Request a new presigned URL: this one has expired.</summary>
    RenewUrl,

    /// <summary>Retry later.</summary>
    Retry,

    /// <summary>Fail: a retry cannot help.</summary>
    Fail,
}
