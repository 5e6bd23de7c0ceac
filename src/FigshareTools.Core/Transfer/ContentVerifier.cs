using FigshareTools.Http;
using FigshareTools.PartialFiles;
using FigshareTools.Sources;
using FigshareTools.Verification;

namespace FigshareTools.Transfer;

/// <summary>Verifies the responses and the bytes of one plate, as far as its properties are known.</summary>
/// <param name="plate">The resolved plate.</param>
/// <param name="target">Full path of its final name.</param>
/// <param name="isLengthKnown">Whether the row or the API states the length, and not only the storage.</param>
internal sealed class ContentVerifier(FigsharePlate plate, string target, bool isLengthKnown)
{
    private const string RealName = "if this is a text, give it its real name with -FileName";

    /// <summary>What a complete file was compared with. What the storage alone states verifies nothing.</summary>
    public VerificationLevel Level => plate.Md5 is not null ? VerificationLevel.Md5
        : isLengthKnown ? VerificationLevel.Size
        : VerificationLevel.None;

    /// <summary>
    /// Requires that a response does not declare to be an error or a page instead of the file. This also applies to ranges, of
    /// which the first bytes say nothing.
    /// </summary>
    /// <exception cref="EngineException">The response is another kind of content.</exception>
    public void RequireKind(PlateBody body)
    {
        if (IsDoubtful(body) && Refuses(ContentSniffer.DeclaredKindOf(body.MediaType), isDeclared: true))
        {
            throw WrongContent(body.Host);
        }
    }

    /// <summary>Requires that a response is about a file of the expected length.</summary>
    /// <param name="body">The response.</param>
    /// <param name="hasBytes">Whether bytes are on disk, which such a response does not refute.</param>
    /// <exception cref="EngineException">The length differs.</exception>
    public void RequireExpectedLength(PlateBody body, bool hasBytes)
    {
        if (plate.Length is { } expected && body.PlateLength is { } total && total != expected)
        {
            throw ContentSniffer.KindOf(body.MediaType, "") is ContentKind.Html or ContentKind.Xml ? WrongContent(body.Host)
                : hasBytes ? RangeContradiction.WrongLength(body.Host, total, expected)
                : WrongLength($"{body.Host} offers {total} bytes, but {expected} were expected");
        }
    }

    /// <summary>Requires that the first bytes are not those of an error with status 200.</summary>
    /// <exception cref="EngineException">The bytes are those of an error or of a page.</exception>
    public void RequireData(PlateBody body, byte[] start, int count)
    {
        if ((IsDoubtful(body) && Refuses(ContentSniffer.SniffedKindOf(start, count, isWhole: false), isDeclared: false))
            || (SqliteHeader.AppliesTo(target) && ContentSniffer.IsMarkup(body.MediaType, start, count)))
        {
            throw WrongContent(body.Host);
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

        var start = new byte[ContentSniffer.SniffedBytes];
        var count = partial.Read(start, start.Length, 0);
        if (Level == VerificationLevel.None
            && Refuses(ContentSniffer.SniffedKindOf(start, count, isWhole: count == length), isDeclared: false))
        {
            throw new EngineException(FailureKind.WrongContent, FigshareErrorId.WrongContent,
                "an error or another text came in place of the file", RealName);
        }

        if (SqliteHeader.AppliesTo(target) && length > 0)
        {
            if (SqliteHeader.ProblemOf(start, count, length) is { } problem)
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

    /// <summary>Whether nothing else shows that the response is about the plate: neither its length nor a later MD5.</summary>
    private bool IsDoubtful(PlateBody body) => !isLengthKnown || body.PlateLength != plate.Length;

    private bool Refuses(ContentKind kind, bool isDeclared) =>
        // A text that is wrong is found by its MD5. Some servers call all files texts.
        (plate.Md5 is null || kind is ContentKind.Html or ContentKind.Xml) && ContentPolicy.Refuses(target, kind, isDeclared);

    private static EngineException WrongContent(string host) => new(
        FailureKind.Transient, FigshareErrorId.WrongContent, $"{host} sent a web page or an error in place of the file",
        $"try again later or from another network; {RealName}");
}
