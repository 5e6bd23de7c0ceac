using System;
using System.Management.Automation;
using FigshareTools.References;

namespace FigshareTools;

/// <summary>
/// Creates all error records of the module. Their ids are the names of <see cref="FigshareErrorId"/>, and those below.
/// </summary>
internal static class ErrorRecords
{
    private const string DestinationKey = "Destination";

    /// <summary>A failure of the engine.</summary>
    /// <param name="exception">The failure.</param>
    /// <param name="target">The plate, row or item that failed.</param>
    public static ErrorRecord From(FigshareException exception, object? target)
    {
        var error = new ErrorRecord(exception, exception.ErrorId.ToString(), CategoryOf(exception.ErrorId), target);
        // Windows PowerShell shows the target as a text. A row that cannot be read may have the key of a private link.
        error.CategoryInfo.TargetName = PastedText.WithoutKey(error.CategoryInfo.TargetName);
        return error;
    }

    /// <summary>
    /// The error of a plate that was not saved. It keeps the folder for the command that saves the plate again. The target is
    /// a row that people pipe on: a folder in it would be one more column of their results.
    /// </summary>
    public static ErrorRecord NotSaved(FigshareException exception, object target, string destination)
    {
        exception.Data[DestinationKey] = destination;
        return From(exception, target);
    }

    /// <summary>The folder that <see cref="NotSaved"/> has kept; null for another error.</summary>
    public static string? DestinationOf(ErrorRecord error) => error.Exception.Data[DestinationKey] as string;

    /// <summary>The destination is not a folder of the file system.</summary>
    public static ErrorRecord BadDestination(string destination, string why, Exception? inner = null) => new(
        new ArgumentException(PrintableText.Of(
            $"The destination '{destination}' cannot be used: {why}; give a folder with -Destination."), inner),
        "BadDestination", ErrorCategory.InvalidArgument, destination);

    /// <summary>The pace folder is not a folder of the file system.</summary>
    public static ErrorRecord BadPaceFolder(string folder, string why, Exception? inner = null) => new(
        new ArgumentException(PrintableText.Of(
            $"The pace folder '{folder}' cannot be used: {why}; give a folder on shared storage with -PaceFolder."), inner),
        "BadPaceFolder", ErrorCategory.InvalidArgument, folder);

    /// <summary>A path is not the path of one file of the file system, or not that of the file it is given for.</summary>
    public static ErrorRecord BadPath(
        string path, string why, Exception? inner = null, string remedy = "give the name of one file") => new(
        new ArgumentException(PrintableText.Of($"The path '{path}' cannot be used: {why}; {remedy}."), inner),
        "BadPath", ErrorCategory.InvalidArgument, path);

    /// <summary>A report is asked for, and nothing says of what.</summary>
    public static ErrorRecord NoLog() => new(
        new ArgumentException(
            "There is nothing to report; give a log with -LogPath, or pipe results and errors of Save-FigsharePlate."),
        "NoLog", ErrorCategory.InvalidArgument, null);

    /// <summary>Rows are piped to a cmdlet that is given files to read.</summary>
    public static ErrorRecord RowsAndPath() => new(
        new ArgumentException("Rows are piped, and -Path or -LiteralPath names files; give one of them."),
        "RowsAndPath", ErrorCategory.InvalidArgument, null);

    /// <summary>The name of a manifest does not imply a format.</summary>
    public static ErrorRecord UnknownFormat(string path) => new(
        new ArgumentException(PrintableText.Of(
            $"The name of '{path}' does not imply a format; end it with .csv, .tsv, .json or .md5, name it "
            + "md5sums.txt or ro-crate-metadata.json, or give -Format.")),
        "UnknownFormat", ErrorCategory.InvalidArgument, path);

    /// <summary>An address from a parameter or the environment is invalid.</summary>
    public static ErrorRecord BadUri(string source, string value) => new(
        new ArgumentException(PrintableText.Of(
            $"{source} is '{value}', which is not an http or https address; correct it or leave it out.")),
        "BadUri", ErrorCategory.InvalidArgument, value);

    /// <summary>The parameters about the proxy are invalid. The address is not quoted, because it may have a password.</summary>
    public static ErrorRecord BadProxy(string why) => new(
        new ArgumentException($"{why}."), "BadProxy", ErrorCategory.InvalidArgument, null);

    /// <summary>The deadline is no time to come, or there are two.</summary>
    public static ErrorRecord BadDeadline(string why) => new(
        new ArgumentException($"{why}."), "BadDeadline", ErrorCategory.InvalidArgument, null);

    /// <summary>No length is within the limits.</summary>
    public static ErrorRecord BadLengths(long minimum, long maximum) => new(
        new ArgumentException(
            $"-MinimumLength {minimum} is greater than -MaximumLength {maximum}, so that no plate is left; exchange them."),
        "BadLengths", ErrorCategory.InvalidArgument, null);

    /// <summary>A token has characters that no token has, or is the stars that hide one.</summary>
    public static ErrorRecord BadToken(string source) => new(
        new ArgumentException(
            $"{source} is not a token: it is hidden by stars, or has a line break or other characters than letters, digits and "
            + "signs; copy it again from figshare.com/account/applications."),
        "BadToken", ErrorCategory.InvalidArgument, null);

    /// <summary>A token would be sent without encryption.</summary>
    public static ErrorRecord TokenInClear() => new(
        new InvalidOperationException(
            "The token would be sent without encryption, because -ApiUri or -DownloadUri is not an https address; use "
            + "https, or leave the token out."),
        "TokenInClear", ErrorCategory.SecurityError, null);

    private static ErrorCategory CategoryOf(FigshareErrorId id) => id switch
    {
        FigshareErrorId.InvalidPlate or FigshareErrorId.InvalidReference or FigshareErrorId.OtherRepository
            or FigshareErrorId.PrivateLinkNeedsFiles or FigshareErrorId.InvalidSearch or FigshareErrorId.InvalidFileName
            or FigshareErrorId.InvalidShard => ErrorCategory.InvalidArgument,
        FigshareErrorId.DuplicateTarget or FigshareErrorId.FileExists => ErrorCategory.ResourceExists,
        FigshareErrorId.PlateInUse => ErrorCategory.ResourceBusy,
        FigshareErrorId.WafChallenge or FigshareErrorId.AccessRefused or FigshareErrorId.InsecureRedirect
            or FigshareErrorId.UntrustedCertificate => ErrorCategory.SecurityError,
        FigshareErrorId.PermissionDenied => ErrorCategory.PermissionDenied,
        FigshareErrorId.TokenRejected or FigshareErrorId.ProxyCredentials => ErrorCategory.AuthenticationError,
        FigshareErrorId.NotFound or FigshareErrorId.NoFiles or FigshareErrorId.LinkOnly
            or FigshareErrorId.NoArrayTask => ErrorCategory.ObjectNotFound,
        FigshareErrorId.RateLimited => ErrorCategory.LimitsExceeded,
        FigshareErrorId.ServerError or FigshareErrorId.LinkExpired => ErrorCategory.ResourceUnavailable,
        FigshareErrorId.ConnectionFailed or FigshareErrorId.ProxyFailed => ErrorCategory.ConnectionError,
        FigshareErrorId.ConnectionTimeout or FigshareErrorId.TransferStalled => ErrorCategory.OperationTimeout,
        FigshareErrorId.DeadlineReached => ErrorCategory.OperationStopped,
        FigshareErrorId.UnexpectedAnswer => ErrorCategory.ProtocolError,
        FigshareErrorId.WrongContent or FigshareErrorId.LengthMismatch or FigshareErrorId.Md5Mismatch
            or FigshareErrorId.NotSqlite or FigshareErrorId.IncompleteManifest
            or FigshareErrorId.InvalidManifest or FigshareErrorId.InvalidLog => ErrorCategory.InvalidData,
        FigshareErrorId.DiskFull => ErrorCategory.WriteError,
        FigshareErrorId.FileAccess or FigshareErrorId.LogNotWritable => ErrorCategory.OpenError,
        _ => ErrorCategory.NotSpecified,
    };
}
