using System;
using System.IO;

namespace FigshareTools.Cmdlets;

/// <summary>Where public answers of the API are kept between runs.</summary>
internal static class CacheFolder
{
    // Homes are small on many clusters.
    private const string Variable = "FIGSHARE_CACHE";

    /// <summary>The folder; null where this account has none.</summary>
    public static string? Default =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } chosen ? Path.GetFullPath(chosen)
        : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData) is { Length: > 0 } own
            ? Path.Combine(own, "FigshareTools", "answers")
        : null;
}
