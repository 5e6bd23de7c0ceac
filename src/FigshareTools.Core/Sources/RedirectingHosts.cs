using System;
using System.Collections.Concurrent;

namespace FigshareTools.Sources;

/// <summary>
/// The hosts that answered the last request for a file with one redirect, whose target answered. Only then is the target of a
/// redirect known to be a presigned URL.
/// </summary>
internal sealed class RedirectingHosts
{
    private readonly ConcurrentDictionary<string, bool> _hosts = new(StringComparer.Ordinal);

    /// <summary>Whether there is such a host.</summary>
    public bool Any => !_hosts.IsEmpty;

    /// <summary>Whether the host of an address is one.</summary>
    public bool Contains(Uri uri) => _hosts.ContainsKey(uri.Authority);

    /// <summary>Records how the host of an address has answered.</summary>
    public void Set(Uri uri, bool isRedirecting)
    {
        if (isRedirecting)
        {
            _hosts[uri.Authority] = true;
        }
        else
        {
            _hosts.TryRemove(uri.Authority, out _);
        }
    }
}
