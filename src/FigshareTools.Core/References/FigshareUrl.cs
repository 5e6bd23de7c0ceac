using System;
using System.Text.RegularExpressions;

namespace FigshareTools.References;

/// <summary>
/// Addresses: pages on Figshare and on institutions' own domains, the API's, the downloader's, the storage's.
/// </summary>
internal static class FigshareUrl
{
    private const RegexOptions Options =
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Singleline;

    // Pages are /articles[/type][/title]/id[/version]; API and downloader write /id/versions/version. API v3 says items.
    private static readonly Regex s_item = new(
        @"\A/(?:v[23]/)?(?:ndownloader/)?(?:account/)?(?:projects/[0-9]+/)?(?<kind>articles|items|collections)/"
        + "(?:[^/]+/)*?(?<id>" + Numbers.Id + ")(?:/(?:versions/)?(?<version>" + Numbers.Version + "))?"
        + "(?:/files/(?<file>" + Numbers.Id + @")|/(?:files|versions|articles|download))?\z", Options);

    private static readonly Regex s_project = new(
        @"\A/(?:v[23]/)?(?:account/)?projects/(?:[^/]+/)*?(?<id>" + Numbers.Id + @")(?:/articles)?\z", Options);

    // The downloader's path is Figshare's on any host (bridges.monash.edu, 2026-06), the others only on Figshare's own.
    private static readonly Regex s_file = new(
        @"\A/(?:(?<downloader>ndownloader/)?files|(?:v[23]/)?file/download)/(?<file>" + Numbers.Id + @")(?:/.*)?\z",
        Options);

    private static readonly Regex s_storedFile = new(
        @"\A/pfigshare-u-files/(?<file>" + Numbers.Id + @")(?:/.*)?\z", Options);

    // Other sites have paths that begin with /s/ too; there, only the key's form tells (20 hexadecimal digits, 2026-09).
    private static readonly Regex s_privateLink = new(@"\A/s/(?<key>(?<certain>[0-9a-f]{20})|[^/]+)\z", Options);

    /// <summary>What the address names; null when <paramref name="text"/> is none.</summary>
    /// <exception cref="FigshareException">It is one that names nothing of Figshare's.</exception>
    public static FigshareReference? Parse(string text)
    {
        if (WebAddress.Read(text) is not { } address)
        {
            return null;
        }

        OtherRepositories.RefuseAddress(address, text);
        var reference = BehindPrivateLink(address, text) ?? FileAt(address) ?? ItemAt(address, text)
            ?? throw NothingAt(address, text);
        return reference with
        {
            // A file without its article cannot be confirmed, and need not be: only its id is taken from the address.
            Host = address.IsFigshare || reference is FigshareReference.File { ArticleId: null } ? null : address.Host,
            PrivateLink = reference.PrivateLink ?? address.Query("private_link"),
        };
    }

    private static FigshareReference.File? BehindPrivateLink(WebAddress address, string text)
    {
        var link = s_privateLink.Match(address.Path);
        if (!link.Success || !(address.IsFigshare || link.Groups["certain"].Success))
        {
            return null;
        }

        // No API leads from the key to the item (2026-09); but together with a file's id it opens that file (2026-07).
        return AskedFile(address, text) is { } fileId
            ? new FigshareReference.File(fileId) { PrivateLink = link.Groups["key"].Value }
            : throw new FigshareException(
                FigshareErrorId.PrivateLinkNeedsFiles,
                $"'{PastedText.Show(text)}' is a private link, and Figshare tells programs nothing of what is behind one; "
                + "open it in a browser and give the addresses of its files, each in the form "
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

        var fileId = item.Groups["file"] is { Success: true } file ? Numbers.IdOf(file) : AskedFile(address, text);
        return fileId is null
            ? new FigshareReference.Article(id, version)
            : new FigshareReference.File(fileId.Value, id, version);
    }

    /// <summary>The file of <c>?file=</c>; null when there is none.</summary>
    private static long? AskedFile(WebAddress address, string text) => address.Query("file") switch
    {
        null => null,
        var value when Numbers.IsId(value) => Numbers.IdOf(value),
        _ => throw new FigshareException(
            FigshareErrorId.InvalidReference,
            $"'{PastedText.Show(text)}' asks with ?file= for something that is no file id; correct it, or leave it out to "
            + "name the whole item."),
    };

    private static FigshareException NothingAt(WebAddress address, string text) => new(
        FigshareErrorId.InvalidReference,
        address.IsFigshare
            ? $"'{PastedText.Show(text)}' is an address of Figshare's that names no article, collection, project or file; "
                + "open the item in a browser and give its page's address, or give its id or DOI."
            : $"'{PastedText.Show(text)}' is not formed like an address of Figshare's; give the address of the item's page "
                + "on Figshare, or its id or DOI.");
}
