namespace FigshareTools;

/// <summary>
/// What went wrong, as scripts may rely on it: the names are the ErrorIds of the cmdlets and do not change.
/// </summary>
public enum FigshareErrorId
{
    /// <summary>A plate's file id, MD5 or length makes no sense.</summary>
    InvalidPlate,

    /// <summary>The reference is not one that names a Figshare item.</summary>
    InvalidReference,

    /// <summary>The reference names something that another repository keeps.</summary>
    OtherRepository,

    /// <summary>A private link was given alone: what is behind it can be had only file by file.</summary>
    PrivateLinkNeedsFiles,

    /// <summary>A manifest file, or a row of one, that cannot be read.</summary>
    InvalidManifest,

    /// <summary>A search has nothing to search for, or Figshare does not accept it.</summary>
    InvalidSearch,

    /// <summary>A file name from a row or from Figshare could leave the destination or cannot be a file's name.</summary>
    InvalidFileName,

    /// <summary>Two plates of one run would take the same file name.</summary>
    DuplicateTarget,

    /// <summary>Another process is saving this plate.</summary>
    PlateInUse,

    /// <summary>AWS WAF challenged the request (HTTP 202 or 405 with <c>x-amzn-waf-action</c>).</summary>
    WafChallenge,

    /// <summary>Figshare refuses this client or network (HTTP 403 with a web page).</summary>
    AccessRefused,

    /// <summary>The caller may not read this file or item (HTTP 401, or 403 with a JSON error).</summary>
    PermissionDenied,

    /// <summary>Figshare does not know the token, or no longer.</summary>
    TokenRejected,

    /// <summary>There is no such public file or item.</summary>
    NotFound,

    /// <summary>Too many requests (HTTP 429), and waiting did not help.</summary>
    RateLimited,

    /// <summary>The server failed (HTTP 5xx), and trying again did not help.</summary>
    ServerError,

    /// <summary>The presigned URL was refused again and again.</summary>
    LinkExpired,

    /// <summary>No connection, or it broke, and trying again did not help.</summary>
    ConnectionFailed,

    /// <summary>No answer within the connection timeout.</summary>
    ConnectionTimeout,

    /// <summary>No byte within the operation timeout.</summary>
    TransferStalled,

    /// <summary>A redirect would leave https for http.</summary>
    InsecureRedirect,

    /// <summary>An answer that the service is not known to give.</summary>
    UnexpectedAnswer,

    /// <summary>A web page or an XML error came in place of the file.</summary>
    WrongContent,

    /// <summary>The length is not the expected one.</summary>
    LengthMismatch,

    /// <summary>The MD5 is not the expected one.</summary>
    Md5Mismatch,

    /// <summary>A <c>.sqlite</c> file that is no SQLite database, or a torn one.</summary>
    NotSqlite,

    /// <summary>The disk has no room.</summary>
    DiskFull,

    /// <summary>The file system refused to open, write or rename a file.</summary>
    FileAccess,

    /// <summary>The file is there already and was not to be overwritten.</summary>
    FileExists,

    /// <summary>The file is only a link to another site, which does not tell length or MD5.</summary>
    LinkOnly,

    /// <summary>The item has no files to list, for a reason that its message tells.</summary>
    NoFiles,

    /// <summary>The listed files do not add up to the size that Figshare states for the item.</summary>
    IncompleteManifest,

    /// <summary>A defect of this program.</summary>
    Unexpected,
}
