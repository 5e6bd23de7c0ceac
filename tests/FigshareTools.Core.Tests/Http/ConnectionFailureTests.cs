using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using FigshareTools.Http;

namespace FigshareTools.Core.Tests.Http;

/// <summary>What the exceptions of the handlers of .NET and .NET Framework mean.</summary>
public class ConnectionFailureTests
{
    private static readonly Uri s_uri = new("https://api.figshare.com/v2/articles/4");
    private static readonly ProxyFacts s_proxy = new("proxy.lab:3128", HasCredentials: false);

    public static TheoryData<Exception, bool, FigshareErrorId, bool, string> Failures => new()
    {
        {
            Wrapped(new SocketException((int)SocketError.ConnectionRefused)), true, FigshareErrorId.ProxyFailed, true,
            "the proxy proxy.lab:3128 does not answer ("
        },
        {
            Wrapped(new SocketException((int)SocketError.ConnectionRefused)), false, FigshareErrorId.ConnectionFailed, true,
            "the connection to api.figshare.com failed ("
        },
        {
            Wrapped(new IOException("broken", new SocketException((int)SocketError.ConnectionReset))), true,
            FigshareErrorId.ConnectionFailed, true, "the connection to api.figshare.com failed (broken)"
        },
        {
            Wrapped(new WebException("unknown name", WebExceptionStatus.ProxyNameResolutionFailure)), true,
            FigshareErrorId.ProxyFailed, true, "the proxy proxy.lab:3128 does not answer ("
        },
        {
            // As .NET 8 says it, without a status of its own.
            Tunnel(407), true, FigshareErrorId.ProxyCredentials, false,
            "the proxy proxy.lab:3128 wants credentials (HTTP 407)"
        },
        {
            Tunnel(403), true, FigshareErrorId.ProxyFailed, false,
            "the proxy proxy.lab:3128 does not let this machine connect to api.figshare.com (HTTP 403)"
        },
        {
            Tunnel(502), true, FigshareErrorId.ProxyFailed, true,
            "the proxy proxy.lab:3128 could not connect to api.figshare.com (HTTP 502)"
        },
        {
            Wrapped(new AuthenticationException("UntrustedRoot.")), true, FigshareErrorId.UntrustedCertificate, false,
            "the certificate of api.figshare.com is not trusted (UntrustedRoot)"
        },
        {
            Wrapped(new WebException("no trust", WebExceptionStatus.TrustFailure)), false,
            FigshareErrorId.UntrustedCertificate, false, "the certificate of api.figshare.com is not trusted (no trust)"
        },
        {
            // A handshake that breaks says nothing about the certificate.
            Wrapped(new AuthenticationException("failed", new IOException("eof"))), false,
            FigshareErrorId.ConnectionFailed, true, "the connection to api.figshare.com failed (failed)"
        },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    internal void Each_failure_names_its_cause(
        Exception exception, bool hasProxy, FigshareErrorId error, bool canRetry, string cause)
    {
        var failure = ConnectionFailure.From(s_uri, exception, hasProxy ? s_proxy : null);

        Assert.Equal((error, canRetry), (failure.ErrorId, failure.CanRetry));
        Assert.StartsWith(cause, failure.Cause, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
    }

    /// <summary>tinyproxy answers 401 in place of 407.</summary>
    [Theory]
    [InlineData(401)]
    [InlineData(407)]
    public void Credentials_that_a_proxy_refuses_are_not_tried_again(int status)
    {
        var failure = ConnectionFailure.From(s_uri, Tunnel(status), s_proxy with { HasCredentials = true });

        Assert.Equal((FigshareErrorId.ProxyCredentials, false), (failure.ErrorId, failure.CanRetry));
        Assert.Equal($"the proxy proxy.lab:3128 does not accept the credentials (HTTP {status})", failure.Cause);
    }

    private static HttpRequestException Wrapped(Exception cause) => new("An error occurred", cause);

    private static HttpRequestException Tunnel(int status) =>
        new($"The proxy tunnel request to proxy 'http://lab:secret@proxy.lab:3128/' failed with status code '{status}'.\"");
}
