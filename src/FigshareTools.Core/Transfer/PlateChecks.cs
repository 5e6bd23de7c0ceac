using System.IO;
using FigshareTools.Http;
using FigshareTools.Verification;

namespace FigshareTools.Transfer;

/// <summary>What a plate's answers and bytes must be, as far as it is known.</summary>
internal sealed class PlateChecks(FigsharePlate plate, string target)
{
    /// <summary>The answer is about a file of the expected length.</summary>
    /// <exception cref="EngineException">It is not.</exception>
    public void RequireExpectedLength(PlateBody body)
    {
        if (plate.Length is { } expected && body.Total is { } total && total != expected)
        {
            throw ContentSniffer.KindOf(body.MediaType, "") is ContentKind.Html or ContentKind.Xml
                ? WrongContent(body)
                : WrongLength($"{body.Host} offers {total} bytes, but {expected} were expected");
        }
    }

    /// <summary>An error page with status 200 must not become a plate; a dataset may hold web pages of its own.</summary>
    public void RequireData(PlateBody body, byte[] start, int count)
    {
        var proves = plate.Length is not null && body.Total == plate.Length;
        var isPage = SqliteHeader.AppliesTo(target)
            || (!proves && Path.GetExtension(target).ToUpperInvariant() is not (".HTML" or ".HTM" or ".XML" or ".SVG"));
        if (isPage && ContentSniffer.IsMarkup(body.MediaType, start, count))
        {
            throw WrongContent(body);
        }
    }

    /// <summary>What came is the plate, as far as length, MD5 and an SQLite header can show it.</summary>
    /// <exception cref="EngineException">It is not.</exception>
    public void Verify(PartialFile partial, string? md5)
    {
        var length = partial.Total;
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

    public static EngineException WrongLength(string cause) => new(
        FailureKind.WrongContent, FigshareErrorId.LengthMismatch, cause,
        "what came was deleted; list the article again with Get-FigshareManifest");

    private static EngineException WrongContent(PlateBody body) => new(
        FailureKind.Transient, FigshareErrorId.WrongContent, $"{body.Host} sent a web page or an error in place of the file",
        "try again later or from another network");
}
