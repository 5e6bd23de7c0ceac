namespace FigshareTools.Pacing;

/// <summary>
/// How processes share the pace at which Figshare may be asked. By default, a process has the whole pace: ten requests to each
/// host at once, then one a second.
/// </summary>
public sealed record PaceOptions
{
    /// <summary>
    /// Full path of a folder on storage that all processes share; null for none. Each request takes a second of its own, which
    /// the process claims by a file in this folder.
    /// </summary>
    public string? Folder { get; init; }

    /// <summary>The number of processes that divide the pace while they share no folder, at least 1.</summary>
    public int ShareCount { get; init; } = 1;

    /// <summary>The number of this process among them, from 0.</summary>
    public int ShareIndex { get; init; }
}
