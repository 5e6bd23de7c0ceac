using System;
using System.Linq;
using System.Text.RegularExpressions;

namespace FigshareTools.References;

/// <summary>An http or https address, split into parts that can be compared.</summary>
internal sealed class WebAddress
{
    private static readonly Regex s_withScheme = new(
        @"\Ahttps?://", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    // Browsers hide the scheme, so pasted addresses may lack it: figshare.com/articles/…
    private static readonly Regex s_withoutScheme = new(
        @"\A(?:[a-z0-9_-]+\.)+[a-z]{2,}(?::[0-9]{1,5})?/", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly char[] s_slash = ['/'];

    private readonly string _query;

    private WebAddress(Uri uri)
    {
        Host = HostOf(uri);
        Path = "/" + string.Join("/",
            Uri.UnescapeDataString(uri.AbsolutePath).Split(s_slash, StringSplitOptions.RemoveEmptyEntries));
        _query = uri.Query.TrimStart('?');
    }

    /// <summary>The host in lower case, as punycode, without <c>www.</c></summary>
    public string Host { get; }

    /// <summary>The path, decoded, without empty segments and without a slash at its end.</summary>
    public string Path { get; }

    /// <summary>Whether the host is Figshare's.</summary>
    public bool IsFigshare => IsWithin("figshare.com");

    /// <summary>The address in <paramref name="text"/>; null when the text is not an address.</summary>
    public static WebAddress? Read(string text)
    {
        var address = s_withScheme.IsMatch(text) ? text : s_withoutScheme.IsMatch(text) ? $"https://{text}" : null;
        try
        {
            return Uri.TryCreate(address, UriKind.Absolute, out var uri) ? new WebAddress(uri) : null;
        }
        catch (UriFormatException)
        {
            // The host has characters that no name of a host may have, which shows only when it is converted to punycode.
            return null;
        }
    }

    /// <summary>Whether the host is a domain or one of its subdomains.</summary>
    public bool IsWithin(string domain) => $".{Host}".EndsWith($".{domain}", StringComparison.Ordinal);

    /// <summary>The value of a name in the query; null for none.</summary>
    public string? Query(string name) => _query.Split('&')
        .Where(pair => pair.StartsWith(name + "=", StringComparison.Ordinal))
        .Select(pair => Uri.UnescapeDataString(pair.Substring(name.Length + 1)))
        .FirstOrDefault(value => value.Length > 0);

    private static string HostOf(Uri uri)
    {
        var host = uri.IdnHost.ToLowerInvariant().TrimEnd('.');
        return host.StartsWith("www.", StringComparison.Ordinal) ? host.Substring("www.".Length) : host;
    }
}
