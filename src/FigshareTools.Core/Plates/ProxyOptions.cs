using System;
using System.Net;

namespace FigshareTools;

/// <summary>
/// The proxy of all requests. By default, .NET decides: the proxy variables of the environment, else the system's settings.
/// </summary>
public sealed record ProxyOptions
{
    // .NET Framework knows no others.
#if NET
    private static readonly string[] s_schemes = ["http", "https", "socks4", "socks4a", "socks5"];
#else
    private static readonly string[] s_schemes = ["http"];
#endif

    /// <summary>The schemes of addresses that can be used, as a text.</summary>
    public static string SupportedSchemes { get; } = string.Join(", ", s_schemes);

    /// <summary>
    /// The proxy's address; null for the proxy of the environment or the system. A user and password in it are its
    /// credentials, unless <see cref="Credential"/> is given.
    /// </summary>
    public Uri? Address { get; init; }

    /// <summary>The credentials that the proxy gets; null for none.</summary>
    public NetworkCredential? Credential { get; init; }

    /// <summary>Whether the proxy gets the credentials of the account that runs this program.</summary>
    public bool UseDefaultCredentials { get; init; }

    /// <summary>Whether no proxy is used, whatever environment and system say.</summary>
    public bool IsBypassed { get; init; }

    /// <summary>Whether an address can be that of a proxy.</summary>
    public static bool IsSupported(Uri address) =>
        address.IsAbsoluteUri && address.Host.Length > 0 && Array.IndexOf(s_schemes, address.Scheme) >= 0;

    /// <summary>The host and the port of the proxy, without credentials.</summary>
    public override string ToString() =>
        IsBypassed ? "no proxy"
        : Address is { IsAbsoluteUri: true } address ? $"{address.Host}:{address.Port}"
        : "the usual proxy";
}
