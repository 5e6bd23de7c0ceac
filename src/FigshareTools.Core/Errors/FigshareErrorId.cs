namespace FigshareTools;

/// <summary>
/// The cause of an error. The names are the ErrorIds of the cmdlets; they do not change.
/// </summary>
public enum FigshareErrorId
{
    /// <summary>A row's file id, MD5 or length is invalid, or the row describes no plate.</summary>
    InvalidPlate,

    /// <summary>The reference names no Figshare item.</summary>
    InvalidReference,

    /// <summary>The reference names an item of another repository.</summary>
    OtherRepository,

    /// <summary>A private link was given alone: its files can only be downloaded one by one.</summary>
    PrivateLinkNeedsFiles,

    /// <summary>A manifest file, or a row of one, that cannot be read.</summary>
    InvalidManifest,

    /// <summary>A search is empty, or Figshare does not accept it.</summary>
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

    /// <summary>Figshare does not accept the token.</summary>
    TokenRejected,

    /// <summary>There is no such public file or item.</summary>
    NotFound,

    /// <summary>Too many requests (HTTP 429), also after waiting.</summary>
    RateLimited,

    /// <summary>The server failed (HTTP 5xx), also after retries.</summary>
    ServerError,

    /// <summary>The storage refused fresh presigned URLs.</summary>
    LinkExpired,

    /// <summary>No connection, or it broke, also after retries.</summary>
    ConnectionFailed,

    /// <summary>No response within the connection timeout.</summary>
    ConnectionTimeout,

    /// <summary>No byte within the operation timeout, or fewer than the lowest rate.</summary>
    TransferStalled,

    /// <summary>A redirect would leave https, or lead from a public host to this machine or its network.</summary>
    InsecureRedirect,

    /// <summary>A response that the service is not known to send.</summary>
    UnexpectedAnswer,

    /// <summary>A web page, an error or another text came in place of the file.</summary>
    WrongContent,

    /// <summary>The length is not the expected one.</summary>
    LengthMismatch,

    /// <summary>The MD5 is not the expected one.</summary>
    Md5Mismatch,

    /// <summary>A <c>.sqlite</c> file that is no SQLite database, or a torn one.</summary>
    NotSqlite,

    /// <summary>The disk is full, or would be.</summary>
    DiskFull,

    /// <summary>The file system refused to open, write or rename a file.</summary>
    FileAccess,

    /// <summary>The file exists and must not be overwritten.</summary>
    FileExists,

    /// <summary>The file is only a link to another site, which states neither length nor MD5.</summary>
    LinkOnly,

    /// <summary>The item has no files to list, for a reason that the message states.</summary>
    NoFiles,

    /// <summary>
    /// The listed files do not add up to the size that Figshare states for the item, or some rows of a manifest that was to be
    /// written cannot be listed.
    /// </summary>
    IncompleteManifest,

    /// <summary>The log of <c>-LogPath</c> cannot be opened or created.</summary>
    LogNotWritable,

    /// <summary>A defect of this program.</summary>
    Unexpected,

    /// <summary>A file that is no run log.</summary>
    InvalidLog,

    /// <summary>The proxy does not answer, or does not connect to the host.</summary>
    ProxyFailed,

    /// <summary>The proxy wants credentials, or does not accept those that it got (HTTP 407).</summary>
    ProxyCredentials,

    /// <summary>The certificate of a host is not trusted.</summary>
    UntrustedCertificate,

    /// <summary>The run had to stop at its deadline before the plate was done.</summary>
    DeadlineReached,

    /// <summary>There is no such shard, or the numbers about shards contradict each other.</summary>
    InvalidShard,

    /// <summary>The process is no task of a job array, or its variables do not determine its shard.</summary>
    NoArrayTask,
}
