using System;
using System.Management.Automation;
using FigshareTools.Api;
using FigshareTools.Completion;

namespace FigshareTools.Cmdlets;

/// <summary>Base of the cmdlets that send requests to Figshare's API.</summary>
public abstract class ApiCmdlet : PSCmdlet
{
    /// <summary>
    /// The number of retries without progress before a plate fails. An attempt that downloaded
    /// bytes does not count.
    /// </summary>
    [Parameter(HelpMessage = "Retries without progress before giving up.")]
    [ValidateRange(0, int.MaxValue)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int MaximumRetryCount { get; set; } = 5;

    /// <summary>
    /// The longest wait for the beginning of a response, in seconds; 0 for no limit.
    /// </summary>
    [Parameter(HelpMessage = "Longest wait for the beginning of a response; 0 for no limit.")]
    [ValidateRange(0, 2_000_000)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int ConnectionTimeoutSeconds { get; set; } = 30;

    /// <summary>
    /// The base address of the API. Default: $env:FIGSHARE_API_URI, else Figshare's.
    /// </summary>
    [Parameter(HelpMessage = "Base address of the API, for tests and mirrors.")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public Uri? ApiUri { get; set; }

    /// <summary>
    /// The address of the proxy. Default: that of the environment or the system.
    /// </summary>
    [Parameter(HelpMessage = "Address of the proxy, such as http://proxy.lab:3128; default that of environment or system.")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public Uri? Proxy { get; set; }

    /// <summary>The user and password that the proxy gets.</summary>
    [Parameter(HelpMessage = "User and password that the proxy gets.")]
    [Credential]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>The proxy gets the credentials of the current account.</summary>
    [Parameter(HelpMessage = "Give the proxy the credentials of the current account.")]
    public SwitchParameter ProxyUseDefaultCredentials { get; set; }

    /// <summary>
    /// Use no proxy, whatever environment and system say.
    /// </summary>
    [Parameter(HelpMessage = "Use no proxy, whatever environment and system say.")]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>
    /// A folder on storage that several processes share: together, they send each host of Figshare
    /// one request a second. Default: $env:FIGSHARE_PACE_FOLDER.
    /// </summary>
    [Parameter(HelpMessage = "Folder by which several processes together send each host one request a second.")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FolderCompleter))]
    public string? PaceFolder { get; set; }

    internal const string ApiVariable = "FIGSHARE_API_URI";
    internal const string DownloadVariable = "FIGSHARE_DOWNLOAD_URI";

    /// <summary>The addresses of the services. An invalid address ends the cmdlet.</summary>
    internal FigshareEndpoints Endpoints(Uri? downloadUri) => new(
        Address(ApiUri, "-ApiUri", ApiVariable) ?? FigshareEndpoints.Figshare.ApiUri,
        Address(downloadUri, "-DownloadUri", DownloadVariable) ?? FigshareEndpoints.Figshare.DownloadUri);

    /// <summary>The proxy of all requests. Parameters that contradict each other end the cmdlet.</summary>
    internal ProxyOptions ProxyToUse()
    {
        if (WhyBadProxy() is { } why)
        {
            ThrowTerminatingError(ErrorRecords.BadProxy(why));
        }

        return new ProxyOptions
        {
            Address = Proxy,
            Credential = ProxyCredential is { } credential && credential != PSCredential.Empty
                ? credential.GetNetworkCredential()
                : null,
            UseDefaultCredentials = ProxyUseDefaultCredentials,
            IsBypassed = NoProxy,
        };
    }

    private string? WhyBadProxy() =>
        NoProxy && (Proxy is not null || ProxyCredential is not null || ProxyUseDefaultCredentials)
            ? "-NoProxy cannot be used together with the other parameters about the proxy; leave one of them out"
        : ProxyUseDefaultCredentials && ProxyCredential is not null
            ? "-ProxyCredential and -ProxyUseDefaultCredentials contradict each other; leave one of them out"
        : Proxy is not null && !ProxyOptions.IsSupported(Proxy)
            ? $"-Proxy is not the address of a proxy ({ProxyOptions.SupportedSchemes}); write it like http://proxy.lab:3128"
        : null;

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
