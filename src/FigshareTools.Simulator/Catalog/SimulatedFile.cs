using System;

namespace FigshareTools.Simulator;

/// <summary>A file of an article: its description in the API, and the bytes in the storage.</summary>
public sealed class SimulatedFile
{
    // A placeholder for the MD5 of the content, which is computed on first use. The API never shows it.
    private const string ContentMd5 = "(the MD5 of the content)";

    /// <summary>The file id. A file keeps its id in all versions of an article.</summary>
    public required long Id { get; init; }

    /// <summary>The file name. It can occur twice in an article, and it can be invalid as a local file name.</summary>
    public required string Name { get; init; }

    /// <summary>The bytes in the storage.</summary>
    public SimulatedContent Content { get; init; } = SimulatedContent.Empty;

    /// <summary>
    /// The <c>supplied_md5</c> of the API: by default the MD5 of the content. Can be wrong, empty or null.
    /// </summary>
    public string? SuppliedMd5 { get => Resolve(field); init; } = ContentMd5;

    /// <summary>
    /// The <c>computed_md5</c> of the API: by default the MD5 of the content. Can be wrong, empty or null.
    /// </summary>
    public string? ComputedMd5 { get => Resolve(field); init; } = ContentMd5;

    /// <summary>The validator that the storage sends.</summary>
    public SimulatedValidator Validator { get; init; }

    /// <summary>When the file was last changed, for <see cref="SimulatedValidator.LastModified"/>.</summary>
    public DateTimeOffset LastModified { get; init; } = new(2023, 5, 30, 11, 14, 17, TimeSpan.Zero);

    /// <summary>Whether the file is only a link to another site.</summary>
    public bool IsLinkOnly { get; init; }

    /// <summary>The target of a file that is only a link.</summary>
    public string? LinkUrl { get; init; }

    /// <summary>The size in bytes in the API: by default the length of the content.</summary>
    public long? ReportedSize { get => field ?? Content.Length; init; }

    /// <summary>The folder of the file in <c>folder_structure</c>; null for the top level.</summary>
    public string? FolderPath { get; init; }

    /// <summary>The <c>mimetype</c> of the API.</summary>
    public string MimeType { get; init; } = "application/octet-stream";

    // Figshare has no MD5 of a file that is stored on another site.
    private string? Resolve(string? md5) => md5 != ContentMd5 ? md5 : IsLinkOnly ? "" : Content.Md5;
}
