using System;
using System.Management.Automation;

namespace FigshareTools.Completion;

/// <summary>Resolves paths while a command line is completed, when there is no cmdlet with a session.</summary>
internal static class CompletionFolder
{
    /// <summary>The full path of a PowerShell path in the file system; null for any other.</summary>
    public static string? Resolve(string path)
    {
        try
        {
            using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
            var resolved = shell
                .AddScript("param($Path) $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path)")
                .AddArgument(path)
                .Invoke<string>();
            return resolved is [{ Length: > 0 } full] && System.IO.Path.IsPathRooted(full) ? full : null;
        }
        catch (Exception e) when (e is RuntimeException or InvalidOperationException or ArgumentException)
        {
            // A completion that fails offers nothing.
            return null;
        }
    }
}
