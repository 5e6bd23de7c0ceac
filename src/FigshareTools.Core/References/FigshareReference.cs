using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace FigshareTools.References;

/// <summary>
/// A reference to something on Figshare: an article, a collection, a project, a file, a DOI or a handle.
/// </summary>
public abstract record FigshareReference
{
    private static readonly Regex s_id = new(
        @"\A(?<id>" + Numbers.Id + @")(?:(?:/|\.v)(?<version>" + Numbers.Version + @"))?\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private FigshareReference()
    {
    }

    /// <summary>
    /// The host of the pasted address if the host is not Figshare's: institutions have sites on their own domains. The
    /// API must confirm it. Null when there is nothing to confirm.
    /// </summary>
    public string? Host { get; init; }

    /// <summary>
    /// The key of a private link; null for an address without a key. It opens the files to everybody who has it, so it
    /// must not be in messages.
    /// </summary>
    public string? PrivateLink { get; init; }

    /// <summary>Reads a pasted reference, without requests.</summary>
    /// <exception cref="FigshareException">
    /// <paramref name="text"/> is not a reference to Figshare. The message has the cause and the remedy.
    /// </exception>
    public static FigshareReference Parse(string text)
    {
        var pasted = PastedText.Clean(text);
        return ParseId(pasted)
            ?? DoiText.Parse(pasted)
            ?? HandleText.Parse(pasted)
            ?? FigshareUrl.Parse(pasted)
            ?? throw new FigshareException(
                FigshareErrorId.InvalidReference,
                $"'{PastedText.Show(pasted)}' is neither an id, nor a DOI, a handle or an address; give an article's "
                + "id such as 9995672 or 9995672.v5, its DOI, or the address of its page on Figshare.");
    }

    private static Article? ParseId(string text) => s_id.Match(text) is { Success: true } match
        ? new Article(Numbers.IdOf(match.Groups["id"]), Numbers.VersionOf(match.Groups["version"]))
        : null;

    private static string OfVersion(int? version) => version is null ? "" : $" version {version}";

    /// <summary>An article: any item of Figshare, such as a data set, a figure or a thesis.</summary>
    /// <param name="Id">Figshare's article id, the same for all versions.</param>
    /// <param name="Version">The version; null for the latest public one.</param>
    public sealed record Article(long Id, int? Version = null) : FigshareReference
    {
        /// <summary>The article as messages name it.</summary>
        public override string ToString() => $"article {Id}{OfVersion(Version)}";
    }

    /// <summary>A collection of articles.</summary>
    /// <param name="Id">Figshare's collection id.</param>
    /// <param name="Version">The version; null for the latest public one.</param>
    [SuppressMessage("Naming", "CA1711", Justification = "Figshare calls it a collection.")]
    public sealed record Collection(long Id, int? Version = null) : FigshareReference
    {
        /// <summary>The collection as messages name it.</summary>
        public override string ToString() => $"collection {Id}{OfVersion(Version)}";
    }

    /// <summary>A project.</summary>
    /// <param name="Id">Figshare's project id.</param>
    public sealed record Project(long Id) : FigshareReference
    {
        /// <summary>The project as messages name it.</summary>
        public override string ToString() => $"project {Id}";
    }

    /// <summary>A single file.</summary>
    /// <param name="FileId">Figshare's file id.</param>
    /// <param name="ArticleId">The article; null when it is not known. No API gives the article of a file.</param>
    /// <param name="Version">The version of the article; null when it is not known.</param>
    public sealed record File(long FileId, long? ArticleId = null, int? Version = null) : FigshareReference
    {
        /// <summary>The file as messages name it.</summary>
        public override string ToString() =>
            ArticleId is null ? $"file {FileId}" : $"file {FileId} of article {ArticleId}{OfVersion(Version)}";
    }

    /// <summary>A DOI. Only Figshare knows whether it belongs to an article or a collection.</summary>
    /// <param name="Name">The DOI without <c>doi:</c> and without <c>.vN</c>.</param>
    /// <param name="Version">The N of <c>.vN</c>; null for the latest public version.</param>
    public sealed record Doi(string Name, int? Version = null) : FigshareReference
    {
        /// <summary>The DOI with its version.</summary>
        public string Text => Version is null ? Name : $"{Name}.v{Version}";

        /// <summary>The DOI as messages name it.</summary>
        public override string ToString() => $"DOI {Text}";
    }

    /// <summary>A handle, which some institutions assign to their items instead of a DOI.</summary>
    /// <param name="Name">The handle, prefix and suffix.</param>
    public sealed record Handle(string Name) : FigshareReference
    {
        /// <summary>The handle as messages name it.</summary>
        public override string ToString() => $"handle {Name}";
    }
}
