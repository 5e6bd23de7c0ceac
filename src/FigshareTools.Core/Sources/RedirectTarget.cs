using System;
using FigshareTools.Api;
using FigshareTools.Http;

namespace FigshareTools.Sources;

/// <summary>Checks where a redirect leads.</summary>
internal static class RedirectTarget
{
    /// <summary>
    /// The target of a redirect. Any public host and port is allowed, because institutions have storage of their own. A
    /// redirect from https to http is not, and neither is one from a public host to this machine or its network: it would
    /// let a stranger send requests behind the firewall. The hosts that the user named are allowed.
    /// </summary>
    /// <param name="from">The address that was redirected.</param>
    /// <param name="location">The Location header; null when it is no address.</param>
    /// <param name="endpoints">The addresses of the services, which the user may have named.</param>
    /// <exception cref="EngineException">The redirect is refused.</exception>
    public static Uri Resolve(Uri from, Uri? location, FigshareEndpoints endpoints)
    {
        var target = TargetOf(from, location);
        if (target.Scheme != Uri.UriSchemeHttps && (target.Scheme != Uri.UriSchemeHttp || from.Scheme != target.Scheme))
        {
            throw Refused($"{from.Host} redirected from {from.Scheme} to {target.Scheme}://{target.Host}");
        }

        return LocalHosts.IsLocal(target) && !LocalHosts.IsLocal(from) && !IsNamed(target, endpoints)
            ? throw Refused($"{from.Host} redirected to {target.Host}, which is an address of this machine or its network")
            : target;
    }

    private static bool IsNamed(Uri target, FigshareEndpoints endpoints) =>
        target.Host == endpoints.ApiUri.Host || target.Host == endpoints.DownloadUri.Host;

    private static Uri TargetOf(Uri from, Uri? location)
    {
        Exception? inner = null;
        try
        {
            // An IDN host is parsed when it is read.
            if (location is not null && new Uri(from, location) is { IdnHost: not null } target)
            {
                return target;
            }
        }
        catch (UriFormatException e)
        {
            inner = e;
        }

        throw new EngineException(FailureKind.Permanent, FigshareErrorId.UnexpectedAnswer,
            $"{from.Host} redirected to something that is not an address",
            "check -ApiUri, -DownloadUri and any proxy in between", inner);
    }

    private static EngineException Refused(string cause) => new(
        FailureKind.Permanent, FigshareErrorId.InsecureRedirect, cause,
        "nothing was sent there; report it to Figshare's support, or check any proxy in between");
}
