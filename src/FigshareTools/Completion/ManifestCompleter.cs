using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using FigshareTools.Manifests;

namespace FigshareTools.Completion;

/// <summary>
/// Offers values of the manifests in the current folder and the destination. Rows of the session's variables cannot be reached
/// from a completer.
/// </summary>
public abstract class ManifestCompleter : IArgumentCompleter
{
    // A completion must not be felt: larger files are not opened.
    private const int MaximumFiles = 20;
    private const long MaximumBytes = 1 << 20;
    private const int MaximumPlates = 5000;

    private protected ManifestCompleter()
    {
    }

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        var destination = fakeBoundParameters["Destination"] as string;
        var folders = new[] { ".", destination }.OfType<string>().Select(CompletionFolder.Resolve).OfType<string>().Distinct();
        var values = folders.SelectMany(FilesIn).Take(MaximumFiles).SelectMany(PlatesIn).SelectMany(ValuesOf);
        return CompletionWord.Matching(wordToComplete, values.OfType<string>().Where(value => value.Length > 0).Distinct());
    }

    /// <summary>The values of a plate; null for a value that it does not have.</summary>
    private protected abstract IEnumerable<string?> ValuesOf(FigsharePlate plate);

    private static IEnumerable<string> FilesIn(string folder)
    {
        try
        {
            return [.. new DirectoryInfo(folder).EnumerateFiles()
                .Where(file => ManifestFormats.FromName(file.Name) is not null && file.Length <= MaximumBytes)
                .Take(MaximumFiles)
                .Select(file => file.FullName)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return [];
        }
    }

    private static IEnumerable<FigsharePlate> PlatesIn(string file)
    {
        try
        {
            return [.. ManifestFile.Read(file).Take(MaximumPlates).Select(entry => entry.Plate).OfType<FigsharePlate>()];
        }
        catch (FigshareException)
        {
            // Another table.
            return [];
        }
    }
}

/// <summary>Offers file ids of manifests.</summary>
public sealed class FileIdCompleter : ManifestCompleter
{
    private protected override IEnumerable<string?> ValuesOf(FigsharePlate plate) =>
        [plate.FileId > 0 ? $"{plate.FileId}" : null];
}

/// <summary>Offers labels of plates of manifests.</summary>
public sealed class PlateCompleter : ManifestCompleter
{
    private protected override IEnumerable<string?> ValuesOf(FigsharePlate plate) => [plate.Plate];
}

/// <summary>Offers article ids of manifests.</summary>
public sealed class ArticleIdCompleter : ManifestCompleter
{
    private protected override IEnumerable<string?> ValuesOf(FigsharePlate plate) => [plate.ArticleId?.ToString(null, null)];
}

/// <summary>Offers article ids and DOIs of manifests.</summary>
public sealed class ReferenceCompleter : ManifestCompleter
{
    private protected override IEnumerable<string?> ValuesOf(FigsharePlate plate) =>
        [plate.ArticleId?.ToString(null, null), plate.Doi];
}
