namespace FigshareTools.Simulator;

/// <summary>A file of an article as the API describes it, and the bytes that storage sends for it.</summary>
public sealed class SimulatedFile
{
    // Stands for "the true MD5", which is not known before somebody asks for it. Never shown.
    private const string TrueMd5 = "(the MD5 of the content)";

    /// <summary>The file id. Figshare keeps it over all versions of an article.</summary>
    public required long Id { get; init; }

    /// <summary>The file name; need neither be unique in its article nor a legal file name.</summary>
    public required string Name { get; init; }

    /// <summary>What storage sends.</summary>
    public SimulatedContent Content { get; init; } = SimulatedContent.Empty;

    /// <summary>
    /// The <c>supplied_md5</c> of the API: by default the true one, but it may be wrong, empty or null.
    /// </summary>
    public string? SuppliedMd5 { get => Resolve(field); init; } = TrueMd5;

    /// <summary>
    /// The <c>computed_md5</c> of the API: by default the true one, but it may be wrong, empty or null.
    /// </summary>
    public string? ComputedMd5 { get => Resolve(field); init; } = TrueMd5;

    /// <summary>Whether the file is only a link to another site.</summary>
    public bool IsLinkOnly { get; init; }

    /// <summary>Where a file that is only a link leads.</summary>
    public string? LinkUrl { get; init; }

    /// <summary>The size the API reports: by default the length of the content.</summary>
    public long? ReportedSize { get => field ?? Content.Length; init; }

    /// <summary>The folder of the file in <c>folder_structure</c>; null for the top.</summary>
    public string? FolderPath { get; init; }

    /// <summary>The <c>mimetype</c> of the API.</summary>
    public string MimeType { get; init; } = "application/octet-stream";

    // Figshare knows no MD5 of bytes that are somewhere else.
    private string? Resolve(string? md5) => md5 != TrueMd5 ? md5 : IsLinkOnly ? "" : Content.Md5;
}
