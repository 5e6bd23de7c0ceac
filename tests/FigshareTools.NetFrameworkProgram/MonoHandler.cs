using System;
using System.Net;
using System.Net.Http;
using System.Reflection;

namespace FigshareTools.NetFrameworkProgram;

/// <summary>
/// Replaces the class that sends the requests. Mono's HttpClientHandler always creates a SocketsHttpHandler; .NET
/// Framework's sends through HttpWebRequest, as Mono's MonoWebRequestHandler does. Neither can be chosen from outside, so the
/// private fields are set.
/// </summary>
internal static class MonoHandler
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;

    /// <summary>Makes a run or a reader send its requests through HttpWebRequest.</summary>
    /// <param name="owner">An object of the engine with a field <c>_http</c>.</param>
    public static void UseWebRequests(object owner)
    {
        var client = Field(Field(owner, "_http"), "_client");
        var handler = typeof(HttpMessageInvoker).GetField("_handler", Any)?.GetValue(client)
            ?? typeof(HttpMessageInvoker).GetField("handler", Any)!.GetValue(client);
        var webRequests = Activator.CreateInstance(
            typeof(HttpClientHandler).Assembly.GetType("System.Net.Http.MonoWebRequestHandler", throwOnError: true),
            nonPublic: true);
        Set(webRequests, nameof(HttpClientHandler.AllowAutoRedirect), false);
        Set(webRequests, nameof(HttpClientHandler.UseCookies), false);
        Set(webRequests, nameof(HttpClientHandler.AutomaticDecompression), DecompressionMethods.None);
        handler.GetType().GetField("_delegatingHandler", Any)!.SetValue(handler, webRequests);
    }

    private static object Field(object owner, string name) => owner.GetType().GetField(name, Any)!.GetValue(owner);

    private static void Set(object owner, string property, object value) =>
        owner.GetType().GetProperty(property, Any)!.SetValue(owner, value);
}
