using System;
using System.IO;

namespace FigshareTools.Cmdlets;

/// <summary>The folder that keeps public responses of the API between runs.</summary>
internal static class CacheFolder
{
    // The variable exists because home folders are small on many clusters.
    private const string Variable = "FIGSHARE_CACHE";

    /// <summary>The path of the folder; null for an account without a folder for application data.</summary>
    public static string? Default =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } chosen ? Path.GetFullPath(chosen)
        : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData) is { Length: > 0 } own
            ? Path.Combine(own, "FigshareTools", "answers")
        : null;
}
