using System;
using System.Text.RegularExpressions;

namespace FigshareTools.References;

/// <summary>
/// Reads addresses: of pages on Figshare and on institutions' own domains, of the API, the downloader and the storage.
/// </summary>
internal static class FigshareUrl
{
    private const RegexOptions Options =
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Singleline;

    // Pages have /articles[/type][/title]/id[/version]; API and downloader have /id/versions/version. API v3 has
    // "items".
    private static readonly Regex s_item = new(
        @"\A/(?:v[23]/)?(?:ndownloader/)?(?:account/)?(?:projects/[0-9]+/)?(?<kind>articles|items|collections)/"
        + "(?:[^/]+/)*?(?<id>" + Numbers.Id + ")(?:/(?:versions/)?(?<version>" + Numbers.Version + "))?"
        + "(?:/files/(?<file>" + Numbers.Id + @")|/(?:files|versions|articles|download))?\z", Options);

    private static readonly Regex s_project = new(
        @"\A/(?:v[23]/)?(?:account/)?projects/(?:[^/]+/)*?(?<id>" + Numbers.Id + @")(?:/articles)?\z", Options);

    // The path of the downloader is valid on any host (bridges.monash.edu, 2026-06), the others only on Figshare's
    // hosts.
    private static readonly Regex s_file = new(
        @"\A/(?:(?<downloader>ndownloader/)?files|(?:v[23]/)?file/download)/(?<file>" + Numbers.Id + @")(?:/.*)?\z",
        Options);

    private static readonly Regex s_storedFile = new(
        @"\A/pfigshare-u-files/(?<file>" + Numbers.Id + @")(?:/.*)?\z", Options);

    // Other sites have paths that begin with /s/ too. On these, only 20 hexadecimal digits are a key (2026-09).
    private static readonly Regex s_privateLink = new(@"\A/s/(?<key>(?<certain>[0-9a-f]{20})|[^/]+)\z", Options);

    /// <summary>The item or file at an address; null when <paramref name="text"/> is not an address.</summary>
    /// <exception cref="FigshareException">The address is not that of an item or a file.</exception>
    public static FigshareReference? Parse(string text)
    {
        if (WebAddress.Read(text) is not { } address)
        {
            return null;
        }

        OtherRepositories.RefuseAddress(address, text);
        var reference = BehindPrivateLink(address, text) ?? FileAt(address) ?? ItemAt(address, text)
            ?? throw NoItemAt(address, text);
        return reference with
        {
            // The host of a file without an article cannot be confirmed. It need not be: only the file id is used.
            Host = address.IsFigshare || reference is FigshareReference.File { ArticleId: null } ? null : address.Host,
            PrivateLink = KeyIn(reference.PrivateLink ?? address.Query("private_link"), text),
        };
    }

    private static string? KeyIn(string? key, string text) => key is null || FigshareSecret.TryCreate(key) is not null
        ? key
        : throw new FigshareException(
            FigshareErrorId.InvalidReference,
            $"'{PastedText.Show(text)}' has a private link whose key is hidden or has wrong characters; give the whole address "
            + "as its owner sent it.");

    private static FigshareReference.File? BehindPrivateLink(WebAddress address, string text)
    {
        var link = s_privateLink.Match(address.Path);
        if (!link.Success || !(address.IsFigshare || link.Groups["certain"].Success))
        {
            return null;
        }

        // No API finds the item of a key (2026-09). Together with a file id, the key opens that file (2026-07).
        return FileInQuery(address, text) is { } fileId
            ? new FigshareReference.File(fileId) { PrivateLink = link.Groups["key"].Value }
            : throw new FigshareException(
                FigshareErrorId.PrivateLinkNeedsFiles,
                $"'{PastedText.Show(text)}' is a private link, and Figshare does not list the files of a private link "
                + "for programs; open it in a browser and give the addresses of its files, each in the form "
                + "https://ndownloader.figshare.com/files/<file id>?private_link=<key>.");
    }

    private static FigshareReference.File? FileAt(WebAddress address)
    {
        var file = address.IsWithin("amazonaws.com") ? s_storedFile.Match(address.Path) : s_file.Match(address.Path);
        return file.Success
            && (address.IsFigshare || address.IsWithin("amazonaws.com") || file.Groups["downloader"].Success)
            ? new FigshareReference.File(Numbers.IdOf(file.Groups["file"]))
            : null;
    }

    private static FigshareReference? ItemAt(WebAddress address, string text)
    {
        var item = s_item.Match(address.Path);
        if (!item.Success)
        {
            return s_project.Match(address.Path) is { Success: true } project
                ? new FigshareReference.Project(Numbers.IdOf(project.Groups["id"]))
                : null;
        }

        var id = Numbers.IdOf(item.Groups["id"]);
        var version = Numbers.VersionOf(item.Groups["version"]);
        if (string.Equals(item.Groups["kind"].Value, "collections", StringComparison.OrdinalIgnoreCase))
        {
            return new FigshareReference.Collection(id, version);
        }

        var fileId = item.Groups["file"] is { Success: true } file ? Numbers.IdOf(file) : FileInQuery(address, text);
        return fileId is null
            ? new FigshareReference.Article(id, version)
            : new FigshareReference.File(fileId.Value, id, version);
    }

    /// <summary>The file id in the query <c>?file=</c>; null for none.</summary>
    private static long? FileInQuery(WebAddress address, string text) => address.Query("file") switch
    {
        null => null,
        var value when Numbers.IsId(value) => Numbers.IdOf(value),
        _ => throw new FigshareException(
            FigshareErrorId.InvalidReference,
            $"'{PastedText.Show(text)}' has a ?file= that is not a file id; correct it, or leave it out to name the "
            + "whole item."),
    };

    private static FigshareException NoItemAt(WebAddress address, string text) => new(
        FigshareErrorId.InvalidReference,
        address.IsFigshare
            ? $"'{PastedText.Show(text)}' is an address on Figshare, but not that of an article, collection, project "
                + "or file; open the item in a browser and give its page's address, or give its id or DOI."
            : $"'{PastedText.Show(text)}' does not have the form of an address of Figshare; give the address of the "
                + "item's page on Figshare, or its id or DOI.");
}
