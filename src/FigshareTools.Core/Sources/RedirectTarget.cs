using System;

namespace FigshareTools.Sources;

/// <summary>Checks where a redirect leads.</summary>
internal static class RedirectTarget
{
    /// <summary>
    /// The target of a redirect. Any host and port is allowed, because institutions have storage of their own; a redirect
    /// from https to http is not.
    /// </summary>
    /// <exception cref="EngineException">The redirect leaves https.</exception>
    public static Uri Resolve(Uri from, Uri location)
    {
        var target = new Uri(from, location);
        return target.Scheme == Uri.UriSchemeHttps || (target.Scheme == Uri.UriSchemeHttp && from.Scheme == target.Scheme)
            ? target
            : throw new EngineException(FailureKind.Permanent, FigshareErrorId.InsecureRedirect,
                $"{from.Host} redirected from {from.Scheme} to {target.Scheme}://{target.Host}",
                "nothing was sent there; report it to Figshare's support, or check any proxy in between");
    }
}
