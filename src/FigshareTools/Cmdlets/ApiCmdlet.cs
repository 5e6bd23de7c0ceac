using System;
using System.Management.Automation;
using FigshareTools.Api;
using FigshareTools.Completion;

namespace FigshareTools.Cmdlets;

/// <summary>Base of the cmdlets that send requests to Figshare's API.</summary>
public abstract class ApiCmdlet : PSCmdlet
{
    /// <summary>
    /// <para type="description">The number of retries without progress before a plate fails. An attempt that downloaded
    /// bytes does not count.</para>
    /// </summary>
    [Parameter(HelpMessage = "Retries without progress before giving up.")]
    [ValidateRange(0, int.MaxValue)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int MaximumRetryCount { get; set; } = 5;

    /// <summary>
    /// <para type="description">The longest wait for the beginning of a response, in seconds; 0 for no limit.</para>
    /// </summary>
    [Parameter(HelpMessage = "Longest wait for the beginning of a response; 0 for no limit.")]
    [ValidateRange(0, 2_000_000)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int ConnectionTimeoutSeconds { get; set; } = 30;

    /// <summary>
    /// <para type="description">The base address of the API. Default: $env:FIGSHARE_API_URI, else Figshare's.</para>
    /// </summary>
    [Parameter(HelpMessage = "Base address of the API, for tests and mirrors.")]
    public Uri? ApiUri { get; set; }

    internal const string ApiVariable = "FIGSHARE_API_URI";
    internal const string DownloadVariable = "FIGSHARE_DOWNLOAD_URI";

    /// <summary>The addresses of the services. An invalid address ends the cmdlet.</summary>
    internal FigshareEndpoints Endpoints(Uri? downloadUri) => new(
        Address(ApiUri, "-ApiUri", ApiVariable) ?? FigshareEndpoints.Figshare.ApiUri,
        Address(downloadUri, "-DownloadUri", DownloadVariable) ?? FigshareEndpoints.Figshare.DownloadUri);

    private Uri? Address(Uri? parameter, string parameterName, string variable)
    {
        var (text, source) = parameter is not null
            ? (parameter.OriginalString, parameterName)
            : (Environment.GetEnvironmentVariable(variable), $"$env:{variable}");
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            ThrowTerminatingError(ErrorRecords.BadUri(source, text!));
        }

        return uri;
    }
}
