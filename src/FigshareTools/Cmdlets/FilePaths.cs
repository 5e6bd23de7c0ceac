using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Runtime.InteropServices;
using FigshareTools.Manifests;
using Microsoft.PowerShell.Commands;

namespace FigshareTools.Cmdlets;

/// <summary>Resolves PowerShell paths of files.</summary>
internal static class FilePaths
{
    /// <summary>
    /// Resolves the path of a file to write, which need not exist. A path that is not in the file system ends the
    /// cmdlet.
    /// </summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="given">The PowerShell path.</param>
    /// <param name="isLiteral">Whether brackets, asterisks and question marks are ordinary characters instead of
    /// wildcards.</param>
    public static string ResolveFile(this PSCmdlet cmdlet, string given, bool isLiteral)
    {
        try
        {
            var (path, provider) = isLiteral || !WildcardPattern.ContainsWildcardCharacters(given)
                ? Unresolved(cmdlet, given)
                : SingleMatch(cmdlet, given);
            if (provider.ImplementingType != typeof(FileSystemProvider))
            {
                cmdlet.ThrowTerminatingError(
                    ErrorRecords.BadPath(given, $"it belongs to the {provider.Name} provider"));
            }

            return Path.GetFullPath(path);
        }
        catch (Exception e) when (
            e is IOException or ArgumentException or NotSupportedException or SessionStateException)
        {
            cmdlet.ThrowTerminatingError(ErrorRecords.BadPath(given, e.Message.TrimEnd('.'), e));
            throw;
        }
    }

    private static (string Path, ProviderInfo Provider) Unresolved(PSCmdlet cmdlet, string given) =>
        (cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(given, out var provider, out _), provider);

    private static (string Path, ProviderInfo Provider) SingleMatch(PSCmdlet cmdlet, string given)
    {
        var paths = cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(given, out var provider);
        if (paths.Count != 1)
        {
            cmdlet.ThrowTerminatingError(ErrorRecords.BadPath(given,
                $"its wildcards match {paths.Count} files; use -LiteralPath if they are part of the name"));
        }

        return (paths[0], provider);
    }

    /// <summary>
    /// Resolves the paths of files to read. An invalid path, a folder and wildcards that match no file are non-terminating
    /// errors. Wildcards match files only.
    /// </summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="given">The PowerShell path.</param>
    /// <param name="isLiteral">Whether brackets, asterisks and question marks are ordinary characters instead of
    /// wildcards.</param>
    public static IReadOnlyList<string> ResolveFiles(this PSCmdlet cmdlet, string given, bool isLiteral)
    {
        try
        {
            ProviderInfo provider;
            IReadOnlyList<string> paths = isLiteral
                ? [cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(given, out provider, out _)]
                : [.. cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(given, out provider)];
            if (provider.ImplementingType == typeof(FileSystemProvider))
            {
                return FilesAmong(cmdlet, given, paths, !isLiteral && WildcardPattern.ContainsWildcardCharacters(given));
            }

            cmdlet.WriteError(ErrorRecords.BadPath(given, $"it belongs to the {provider.Name} provider"));
        }
        catch (Exception e) when (
            e is IOException or ArgumentException or NotSupportedException or SessionStateException)
        {
            cmdlet.WriteError(ErrorRecords.BadPath(given, e.Message.TrimEnd('.'), e));
        }

        return [];
    }

    private static string[] FilesAmong(
        PSCmdlet cmdlet, string given, IReadOnlyList<string> paths, bool areMatches)
    {
        string[] files = [.. paths.Where(path => !Directory.Exists(path))];
        if (files.Length == 0)
        {
            cmdlet.WriteError(ErrorRecords.BadPath(given, areMatches ? "its wildcards match no file" : "it is a folder"));
        }

        return files;
    }

    /// <summary>
    /// Whether two full paths name one file. The file systems of Windows and macOS usually treat SQ1.csv and sq1.csv as one file,
    /// those of Linux do not.
    /// </summary>
    public static bool AreSame(string path, string other) => string.Equals(path, other,
        RuntimeInformation.IsOSPlatform(OSPlatform.Linux) ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether a text that is no reference names a file: it is the name of an existing file, or it ends as manifests do.
    /// </summary>
    public static bool MayBeFile(this PSCmdlet cmdlet, string text)
    {
        if (text.Contains("://"))
        {
            return false;
        }

        try
        {
            var path = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(text, out var provider, out _);
            return provider.ImplementingType == typeof(FileSystemProvider)
                && (File.Exists(path) || ManifestFormats.FromName(path) is not null);
        }
        catch (Exception e) when (e is IOException or ArgumentException or NotSupportedException or SessionStateException)
        {
            return false;
        }
    }
}
