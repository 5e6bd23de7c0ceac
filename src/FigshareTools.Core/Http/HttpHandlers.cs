using System;
using System.Net;
using System.Net.Http;
using System.Threading;

namespace FigshareTools.Http;

/// <summary>
/// Creates the handlers that own the connections. Each run has one of its own, so that runs with different proxies share
/// none. Certificates are verified as the system does it; there is no setting that verifies less.
/// </summary>
internal static class HttpHandlers
{
#if NET
    public static HttpMessageHandler New(TimeSpan connectionTimeout, ProxyRoute route) => new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = connectionTimeout > TimeSpan.Zero ? connectionTimeout : Timeout.InfiniteTimeSpan,
        UseProxy = route.IsUsed,
        Proxy = route.Proxy,
        DefaultProxyCredentials = route.Credentials,
    };
#else
    public static HttpMessageHandler New(TimeSpan connectionTimeout, ProxyRoute route)
    {
        _ = connectionTimeout;
        // .NET Framework: an old default may exclude TLS 1.2, and all plates would share two connections.
        if (ServicePointManager.SecurityProtocol != 0)
        {
            ServicePointManager.SecurityProtocol |= SecurityProtocolType.Tls12;
        }

        var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            MaxConnectionsPerServer = int.MaxValue,
            UseProxy = route.IsUsed,
        };
        if (route.IsUsed)
        {
            handler.Proxy = route.Proxy;
            handler.DefaultProxyCredentials = route.Credentials;
        }

        return handler;
    }
#endif
}
