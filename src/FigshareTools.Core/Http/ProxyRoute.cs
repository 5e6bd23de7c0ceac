using System;
using System.Net;
using System.Net.Http;

namespace FigshareTools.Http;

/// <summary>A proxy on the way to a host.</summary>
/// <param name="Name">Its host and port, without credentials.</param>
/// <param name="HasCredentials">Whether it gets credentials.</param>
internal sealed record ProxyFacts(string Name, bool HasCredentials);

/// <summary>The way of requests to the network: directly, or through a proxy.</summary>
internal sealed class ProxyRoute
{
    private readonly ProxyOptions _options;

    public ProxyRoute(ProxyOptions options)
    {
        _options = options;
        Credentials = options.Credential
            ?? CredentialOf(options.Address)
            ?? (options.UseDefaultCredentials ? CredentialCache.DefaultCredentials : null);
        // WebProxy ignores a user in the address.
        Proxy = options.Address is { } address ? new WebProxy(AddressOf(address)) { Credentials = Credentials } : null;
    }

    /// <summary>Whether requests may go through a proxy.</summary>
    public bool IsUsed => !_options.IsBypassed;

    /// <summary>The proxy that the user names; null for that of the environment or the system.</summary>
    public IWebProxy? Proxy { get; }

    /// <summary>The credentials for the proxy; null for none, or for those that the environment has.</summary>
    public ICredentials? Credentials { get; }

    /// <summary>The proxy through which a request goes; null when it goes to the host directly.</summary>
    public ProxyFacts? ProxyTo(Uri uri)
    {
        var proxy = Proxy ?? SystemProxy;
        // Proxies of .NET Framework return the address itself for a host that they do not serve.
        return IsUsed && proxy is not null && !proxy.IsBypassed(uri) && proxy.GetProxy(uri) is { } address && address != uri
            ? new ProxyFacts($"{address.Host}:{address.Port}", (Credentials ?? proxy.Credentials) is not null)
            : null;
    }

    private static IWebProxy? SystemProxy =>
#if NET
        HttpClient.DefaultProxy;
#else
        WebRequest.DefaultWebProxy;
#endif

    private static Uri AddressOf(Uri address) => new(address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped));

    private static NetworkCredential? CredentialOf(Uri? address)
    {
        if (string.IsNullOrEmpty(address?.UserInfo))
        {
            return null;
        }

        var parts = address!.UserInfo.Split([':'], 2);
        return new NetworkCredential(
            Uri.UnescapeDataString(parts[0]), parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : "");
    }
}
