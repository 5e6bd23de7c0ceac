using System;
using System.Globalization;
using System.Text.RegularExpressions;

namespace FigshareTools.Rows;

/// <summary>Addresses of Figshare's files, as tables contain them.</summary>
internal static class FileAddress
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    // figshare.com/ndownloader/files/1, figshare.com/files/1, /v2/file/download/1, the storage, and a page's "?file=1".
    private static readonly Regex s_file = new(
        @"\Ahttps?://[^?#]*(?:/files/|/file/download/|/pfigshare-u-files/)(?<id>[1-9][0-9]{0,17})(?:[/?#]|\z)"
        + @"|\Ahttps?://[^#]*[?&]file=(?<id>[1-9][0-9]{0,17})(?:[&#]|\z)",
        Options);

    private static readonly Regex s_privateLink = new(@"[?&]private_link=(?<key>[^&#]+)", Options);

    private static readonly Regex s_secret = new(
        @"(?<=[?&])(?:private_link|token|access_token)=[^&#]*&?", Options);

    /// <summary>The id in the address of a Figshare file; null for any other text.</summary>
    public static long? FileIdOf(string? address) =>
        address is not null && s_file.Match(address.Trim()) is { Success: true } match
            ? long.Parse(match.Groups["id"].Value, CultureInfo.InvariantCulture)
            : null;

    /// <summary>The key of the private link in an address; null for an address without such a key.</summary>
    public static FigshareSecret? PrivateLinkOf(string? address) =>
        address is not null && s_privateLink.Match(address) is { Success: true } match
            ? FigshareSecret.TryCreate(Uri.UnescapeDataString(match.Groups["key"].Value))
            : null;

    /// <summary>Whether an address has the key of a private link, even one that cannot be read.</summary>
    public static bool HasPrivateLink(string? address) => address is not null && s_privateLink.IsMatch(address);

    /// <summary>An address without the parts that open private files to everybody who reads them.</summary>
    public static string? WithoutSecrets(string? address) =>
        address is null ? null : s_secret.Replace(address, "").TrimEnd('?', '&');
}
