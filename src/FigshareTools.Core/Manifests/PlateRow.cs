using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.RegularExpressions;
using FigshareTools.Verification;

namespace FigshareTools.Manifests;

/// <summary>Makes a plate of a row's texts.</summary>
internal static class PlateRow
{
    // pandas writes ids as 18028784.0 as soon as one row of the column is empty.
    private static readonly Regex s_number = new(@"\A(?<number>[0-9]{1,18})(?:\.0*)?\z", RegexOptions.CultureInvariant);

    // figshare.com/ndownloader/files/1, figshare.com/files/1, /v2/file/download/1, the storage, and a page's "?file=1".
    private static readonly Regex s_fileUrl = new(
        @"\Ahttps?://[^?#]*(?:/files/|/file/download/|/pfigshare-u-files/)(?<id>[1-9][0-9]{0,17})(?:[/?#]|\z)"
        + @"|\Ahttps?://[^#]*[?&]file=(?<id>[1-9][0-9]{0,17})(?:[&#]|\z)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly Regex s_privateLink = new(
        @"[?&]private_link=(?<key>[^&#]+)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly Regex s_secret = new(
        @"(?<=[?&])(?:private_link|token|access_token)=[^&#]*&?", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>The plate of a row.</summary>
    /// <exception cref="FormatException">There is none; the message says why and what to do, in one sentence.</exception>
    public static FigsharePlate Parse(PlateHeadings headings, IReadOnlyList<string?> row)
    {
        string? Text(PlateField field) => headings.Value(field, row);

        var url = Text(PlateField.DownloadUrl);
        var plate = new FigsharePlate
        {
            Plate = Text(PlateField.Plate),
            FileId = Number(Text(PlateField.FileId), "file id", long.MaxValue) ?? FileIdOf(url) ?? 0,
            FileName = Text(PlateField.FileName),
            Length = Number(Text(PlateField.Length), "length", long.MaxValue),
            Md5 = Md5(Text(PlateField.Md5)),
            ArticleId = Number(Text(PlateField.ArticleId), "article id", long.MaxValue),
            Version = (int?)Number(Text(PlateField.Version), "version", int.MaxValue),
            Doi = Text(PlateField.Doi),
            Title = Text(PlateField.Title),
            License = Text(PlateField.License),
            Citation = Text(PlateField.Citation),
            Authors = Text(PlateField.Authors),
            PublishedDate = Text(PlateField.PublishedDate),
            DownloadUrl = WithoutSecrets(url),
            PrivateLink = url is not null && s_privateLink.Match(url) is { Success: true } link
                ? new FigshareSecret(Uri.UnescapeDataString(link.Groups["key"].Value))
                : null,
            IsLinkOnly = Flag(Text(PlateField.IsLinkOnly)),
        };
        return IsUsable(plate) ? plate : throw new FormatException(
            "there is neither a file id nor a name with a length or an MD5; fill in the number that the file's download "
            + "link ends with");
    }

    /// <summary>The id in an address of a Figshare file; null when it is none.</summary>
    public static long? FileIdOf(string? url) => url is not null && s_fileUrl.Match(url) is { Success: true } match
        ? long.Parse(match.Groups["id"].Value, CultureInfo.InvariantCulture)
        : null;

    /// <summary>An address without what opens private files to whoever reads it.</summary>
    public static string? WithoutSecrets(string? url) => url is null ? null : s_secret.Replace(url, "").TrimEnd('?', '&');

    /// <summary>A checksum as plates have it.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static string? Md5(string? text)
    {
        try
        {
            return Md5Text.Normalize(text);
        }
        catch (FormatException e)
        {
            throw new FormatException($"'{text}' is no MD5; correct it (32 hexadecimal digits), or leave it out", e);
        }
    }

    /// <summary>Whether the plate can be downloaded, tested or at least looked up by hand.</summary>
    private static bool IsUsable(FigsharePlate plate) =>
        plate.FileId > 0
        || (plate.IsLinkOnly && plate.DownloadUrl is not null)
        || ((plate.FileName ?? plate.Plate) is not null && (plate.Md5 is not null || plate.Length is not null));

    private static long? Number(string? text, string what, long most)
    {
        if (text is null)
        {
            return null;
        }

        var match = s_number.Match(text.Trim());
        return match.Success
            && long.TryParse(match.Groups["number"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number <= most
                ? number
                : throw new FormatException($"'{text}' is no {what}; correct it to a whole number, without separators");
    }

    private static bool Flag(string? text) => text?.Trim().ToLowerInvariant() switch
    {
        null or "false" or "0" or "no" => false,
        "true" or "1" or "yes" => true,
        _ => throw new FormatException($"'{text}' says neither whether the file is only a link nor not; write True or False"),
    };
}
