using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.RegularExpressions;

namespace FigshareTools.Http;

/// <summary>
/// Decides what the failure of a connection means: of the host, of the proxy before it, or of the host's certificate.
/// </summary>
internal static class ConnectionFailure
{
    /// <summary>The failure of a request that got no response.</summary>
    /// <param name="uri">The address.</param>
    /// <param name="e">What the handler says.</param>
    /// <param name="proxy">The proxy on the way; null when there is none.</param>
    public static EngineException From(Uri uri, Exception e, ProxyFacts? proxy)
    {
        var chain = ChainOf(e).ToList();
        if (chain.Find(IsUntrusted) is { } untrusted)
        {
            return UntrustedCertificate(uri, untrusted);
        }

        if (proxy is null)
        {
            return OfHost(uri, e);
        }

        // The messages of these failures have the address of the proxy, which may contain a password: they go no further.
        if (chain.Select(ProxyStatusOf).FirstOrDefault(status => status is not null) is { } status)
        {
            var verdict = ResponseClassifier.ClassifyProxy(uri.Host, proxy, status);
            return new EngineException(
                verdict.Action == ResponseAction.Retry ? FailureKind.Transient : FailureKind.Permanent,
                verdict.ErrorId, verdict.Cause, verdict.Remedy);
        }

        if (chain.Exists(IsTunnelFailure))
        {
            return OfProxy($"the proxy {proxy.Name} did not connect to {uri.Host}");
        }

        // Through a proxy, only the proxy's name is looked up, and only the proxy is connected to.
        return chain.Find(IsNotConnected) is { } cause
            ? OfProxy($"the proxy {proxy.Name} does not answer ({TextOf(cause)})", e)
            : OfHost(uri, e);
    }

    /// <summary>The failure of a host, or of a connection that has brought a response.</summary>
    public static EngineException OfHost(Uri uri, Exception e) => new(
        FailureKind.Transient, FigshareErrorId.ConnectionFailed,
        $"the connection to {uri.Host} failed ({TextOf(e.InnerException ?? e)})",
        "check network, proxy and firewall (institutions keep files on hosts of their own)", e)
    {
        Host = uri.Host,
    };

    private static EngineException OfProxy(string cause, Exception? e = null) => new(
        FailureKind.Transient, FigshareErrorId.ProxyFailed, cause,
        "correct -Proxy or the proxy variables of the environment, or leave the proxy out with -NoProxy", e);

    private static EngineException UntrustedCertificate(Uri uri, Exception e) => new(
        FailureKind.Permanent, FigshareErrorId.UntrustedCertificate,
        $"the certificate of {uri.Host} is not trusted ({TextOf(e)})",
        "check the clock, and if a proxy or firewall here inspects TLS, add its CA to this system's trusted ones as "
        + "docs/network.md says", e)
    {
        Host = uri.Host,
    };

    private static string TextOf(Exception e) => e.Message.TrimEnd('.');

    private static IEnumerable<Exception> ChainOf(Exception? e)
    {
        for (; e is not null; e = e.InnerException)
        {
            yield return e;
        }
    }

    // A handshake that breaks has a cause of its own. A certificate that is refused has none, on all systems (.NET 10).
    private static bool IsUntrusted(Exception e) =>
        e is AuthenticationException { InnerException: null } or WebException { Status: WebExceptionStatus.TrustFailure };

    /// <summary>Whether no connection was made. An IOException around a SocketException is a connection that broke.</summary>
    private static bool IsNotConnected(Exception e) => e is HttpRequestException { InnerException: SocketException }
        or WebException
        {
            Status: WebExceptionStatus.ConnectFailure or WebExceptionStatus.NameResolutionFailure
                or WebExceptionStatus.ProxyNameResolutionFailure,
        };

    /// <summary>The status with which a proxy refused to connect to the host; null for any other failure.</summary>
    private static int? ProxyStatusOf(Exception e) => e switch
    {
        WebException { Response: HttpWebResponse response } => (int)response.StatusCode,
        // .NET 8 states the status in the message only, which is English under every culture.
        HttpRequestException when Regex.Match(e.Message, @"^The proxy tunnel request .*'(\d{3})'") is { Success: true } match =>
            int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static bool IsTunnelFailure(Exception e) =>
#if NET
        e is HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError };
#else
        e.Message.IndexOf("proxy tunnel", StringComparison.Ordinal) >= 0;
#endif
}
