using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;

namespace FigshareTools.Http;

/// <summary>
/// Recognises hosts that only this machine or its own network has: loopback, link-local, private, shared (RFC 6598),
/// unspecified, multicast and reserved addresses, and names that no public name server knows. Names are not looked up.
/// </summary>
internal static class LocalHosts
{
    // Special-use names (RFC 6761, 6762, 8375, and the top level domain that ICANN reserved for private use in 2024).
    private static readonly string[] s_domains = [".localhost", ".local", ".internal", ".home.arpa", ".localdomain"];

    // Networks of IPv4 and the number of their leading bits (IANA's registry of special-purpose addresses).
    private static readonly (uint Network, int Bits)[] s_networks =
    [
        (0x00000000, 8), // unspecified
        (0x0A000000, 8), // private
        (0x64400000, 10), // shared by the customers of a provider
        (0x7F000000, 8), // loopback
        (0xA9FE0000, 16), // link-local, with the metadata services of clouds
        (0xAC100000, 12), // private
        (0xC0000000, 24), // protocol assignments
        (0xC0A80000, 16), // private
        (0xC6120000, 15), // benchmarks
        (0xE0000000, 4), // multicast
        (0xF0000000, 4), // reserved, with the broadcast address
    ];

    /// <summary>Whether the host of an address is such a host.</summary>
    public static bool IsLocal(Uri uri)
    {
        // An IDN host has the digits of other scripts and full-width dots as ASCII. IPAddress reads the decimal, octal
        // and hexadecimal forms of IPv4 addresses too, as the system's resolver does.
        var host = uri.IdnHost.TrimEnd('.').Trim('[', ']');
        if (IPAddress.TryParse(host, out var address))
        {
            return IsLocal(address);
        }

        // A name without a dot is looked up in the domain of the local network.
        return host.IndexOf('.') < 0
            || Array.Exists(s_domains, domain => host.EndsWith(domain, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsLocal(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return IsLocal(bytes, 0);
        }

        // ::/96 (unspecified, loopback, compatible), ::ffff:0:0/96 (mapped), 64:ff9b::/96 (NAT64) and 2002::/16 (6to4)
        // contain an address of IPv4.
        if (bytes.Take(10).All(value => value == 0)
            && ((bytes[10] == 0 && bytes[11] == 0) || (bytes[10] == 0xFF && bytes[11] == 0xFF)))
        {
            return IsLocal(bytes, 12);
        }

        var first = (bytes[0] << 8) | bytes[1];
        return first switch
        {
            0x0064 when bytes[2] == 0xFF && bytes[3] == 0x9B => bytes[4] != 0 || bytes[5] != 0 || IsLocal(bytes, 12),
            0x2002 => IsLocal(bytes, 2),
            // fc00::/7 (unique local), fe80::/10 (link-local), fec0::/10 (site-local), ff00::/8 (multicast).
            _ => (first & 0xFE00) == 0xFC00 || (first & 0xFF80) == 0xFE80 || (first & 0xFF00) == 0xFF00,
        };
    }

    private static bool IsLocal(byte[] bytes, int start)
    {
        var value = ((uint)bytes[start] << 24) | ((uint)bytes[start + 1] << 16) | ((uint)bytes[start + 2] << 8)
            | bytes[start + 3];
        return Array.Exists(s_networks, network => value >> (32 - network.Bits) == network.Network >> (32 - network.Bits));
    }
}
