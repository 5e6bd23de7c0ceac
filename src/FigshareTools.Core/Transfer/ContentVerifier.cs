using System.IO;
using FigshareTools.Http;
using FigshareTools.PartialFiles;
using FigshareTools.Sources;
using FigshareTools.Verification;

namespace FigshareTools.Transfer;

/// <summary>Verifies the responses and the bytes of one plate, as far as its properties are known.</summary>
/// <param name="plate">The resolved plate.</param>
/// <param name="target">Full path of its final name.</param>
internal sealed class ContentVerifier(FigsharePlate plate, string target)
{
    /// <summary>Requires that a response is about a file of the expected length.</summary>
    /// <param name="body">The response.</param>
    /// <param name="hasBytes">Whether bytes are on disk, which such a response does not refute.</param>
    /// <exception cref="EngineException">The length differs.</exception>
    public void RequireExpectedLength(PlateBody body, bool hasBytes)
    {
        if (plate.Length is { } expected && body.PlateLength is { } total && total != expected)
        {
            throw ContentSniffer.KindOf(body.MediaType, "") is ContentKind.Html or ContentKind.Xml ? WrongContent(body)
                : hasBytes ? RangeContradiction.WrongLength(body.Host, total, expected)
                : WrongLength($"{body.Host} offers {total} bytes, but {expected} were expected");
        }
    }

    /// <summary>
    /// Requires that the first bytes are not those of an error page with status 200. A dataset may contain web pages of its
    /// own.
    /// </summary>
    /// <exception cref="EngineException">The bytes are those of a page.</exception>
    public void RequireData(PlateBody body, byte[] start, int count)
    {
        var hasExpectedLength = plate.Length is not null && body.PlateLength == plate.Length;
        var excludesMarkup = SqliteHeader.AppliesTo(target)
            || (!hasExpectedLength
                && Path.GetExtension(target).ToUpperInvariant() is not (".HTML" or ".HTM" or ".XML" or ".SVG"));
        if (excludesMarkup && ContentSniffer.IsMarkup(body.MediaType, start, count))
        {
            throw WrongContent(body);
        }
    }

    /// <summary>Verifies a complete partial file: its length, its MD5 and the header of an SQLite database.</summary>
    /// <param name="partial">The partial file.</param>
    /// <param name="md5">Its MD5; null when no MD5 is expected.</param>
    /// <exception cref="EngineException">The file is not the plate.</exception>
    public void Verify(PartialFile partial, string? md5)
    {
        var length = partial.WrittenBytes;
        if (plate.Length is { } expected && length != expected)
        {
            throw WrongLength($"{length} bytes came, but {expected} were expected");
        }

        if (plate.Md5 is not null && md5 != plate.Md5)
        {
            throw new EngineException(FailureKind.WrongContent, FigshareErrorId.Md5Mismatch,
                $"its MD5 is {md5}, but {plate.Md5} was expected",
                "what came was deleted; check the row's MD5 against the article's page");
        }

        if (length == 0 && plate.Length is null)
        {
            throw new EngineException(FailureKind.WrongContent, FigshareErrorId.WrongContent, "an empty file came",
                "if it is meant to be empty, say so with -Length 0; else try again later");
        }

        if (SqliteHeader.AppliesTo(target) && length > 0)
        {
            var header = new byte[SqliteHeader.Length];
            var count = partial.Read(header, header.Length, 0);
            if (SqliteHeader.ProblemOf(header, count, length) is { } problem)
            {
                throw new EngineException(FailureKind.WrongContent, FigshareErrorId.NotSqlite, problem,
                    "what came was deleted; if this is no SQLite file, give it its real name with -FileName");
            }
        }
    }

    /// <summary>The failure that a wrong length means.</summary>
    public static EngineException WrongLength(string cause) => new(
        FailureKind.WrongContent, FigshareErrorId.LengthMismatch, cause,
        "what came was deleted; list the article again with Get-FigshareManifest");

    private static EngineException WrongContent(PlateBody body) => new(
        FailureKind.Transient, FigshareErrorId.WrongContent, $"{body.Host} sent a web page or an error in place of the file",
        "try again later or from another network");
}
