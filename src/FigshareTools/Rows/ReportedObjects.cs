using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using FigshareTools.Objects;
using FigshareTools.References;
using FigshareTools.Reports;

namespace FigshareTools.Rows;

/// <summary>
/// Reads results, errors and verifications as plates of a report. Properties are read by name, so that results that went
/// through a CSV file or another process are understood too.
/// </summary>
internal static class ReportedObjects
{
    /// <summary>The plates that an object describes. A list, such as a variable of errors, describes all of its items.</summary>
    /// <exception cref="FigshareException">The object describes no plate.</exception>
    public static IEnumerable<ReportPlate> PlatesOf(object? value)
    {
        var item = value is PSObject wrapped ? wrapped : PSObject.AsPSObject(value ?? "");
        return item.BaseObject switch
        {
            string => [],
            System.IO.FileSystemInfo file => throw new FigshareException(FigshareErrorId.InvalidPlate,
                $"{file.Name} is a file on disk, not a result; give a log with -LogPath."),
            ErrorRecord error => [PlateOf(error)],
            IContainsErrorRecord { ErrorRecord: { } error } => [PlateOf(error)],
            System.Collections.IDictionary => [PlateOf(item)],
            System.Collections.IEnumerable items => items.Cast<object?>().SelectMany(PlatesOf),
            _ => [PlateOf(item)],
        };
    }

    private static ReportPlate PlateOf(ErrorRecord error)
    {
        var target = PSObject.AsPSObject(error.TargetObject ?? "");
        return new ReportPlate
        {
            Name = Text(target, "Plate"),
            FileId = Number(target, "FileId") ?? 0,
            ArticleId = Number(target, "ArticleId"),
            FileName = FileNameOf(target),
            Destination = ErrorRecords.DestinationOf(error),
            Length = Number(target, "Length"),
            ExpectedLength = Number(target, ExpectedOr(target, "Length")),
            ExpectedMd5 = Text(target, ExpectedOr(target, "Md5")),
            Outcome = PlateOutcome.Failed,
            ErrorId = error.FullyQualifiedErrorId.Split(',')[0],
            Message = error.Exception.Message,
        };
    }

    private static ReportPlate PlateOf(PSObject item)
    {
        var status = Text(item, "Status");
        var outcome = status switch
        {
            "Downloaded" or "Resumed" => PlateOutcome.Saved,
            "Skipped" or "Valid" or "Unverifiable" => PlateOutcome.Skipped,
            null => throw new FigshareException(FigshareErrorId.InvalidPlate,
                "An object is neither a result nor an error of a plate; pipe what Save-FigsharePlate returned and its "
                + "-ErrorVariable, or give a log with -LogPath."),
            _ => PlateOutcome.Failed,
        };
        var elapsed = Elapsed(item);
        return new ReportPlate
        {
            Name = Text(item, "Plate"),
            FileId = Number(item, "FileId") ?? 0,
            ArticleId = Number(item, "ArticleId"),
            Path = Text(item, "Path"),
            FileName = FileNameOf(item),
            Destination = FolderOf(item),
            Length = Number(item, "Length"),
            ExpectedLength = Number(item, ExpectedOr(item, "Length")),
            ExpectedMd5 = Text(item, ExpectedOr(item, "Md5")),
            Outcome = outcome,
            Verified = Enum.TryParse<VerificationLevel>(Text(item, "Verified"), out var level) ? level : default,
            Md5 = Text(item, "Md5"),
            BytesTransferred = outcome == PlateOutcome.Saved && elapsed is { } time
                ? (long)Math.Round((Number(item, "BytesPerSecond") ?? 0) * time.TotalSeconds)
                : 0,
            Elapsed = elapsed,
            ErrorId = outcome == PlateOutcome.Failed ? status : null,
            Message = Text(item, "Problem"),
        };
    }

    /// <summary>The name that the plate is saved under, if its row says one.</summary>
    private static string? FileNameOf(PSObject item) =>
        PlateFileName.Of(new FigsharePlate { Plate = Text(item, "Plate"), FileName = Text(item, "FileName") });

    private static string? FolderOf(PSObject item) => Text(item, "Path") is { } path
        ? PlateFileName.FolderOf(path, Text(item, "FileName")) ?? Path.GetDirectoryName(path)
        : null;

    /// <summary>The property with the expected value. Where there is one of this name, the other one is what was found.</summary>
    private static string ExpectedOr(PSObject item, string property) =>
        item.Properties[$"Expected{property}"] is null ? property : $"Expected{property}";

    /// <summary>The text of a property. The target of an error may be a row with the key of a private link.</summary>
    private static string? Text(PSObject item, string property) =>
        LanguagePrimitives.TryConvertTo<string>(item.Properties[property]?.Value, CultureInfo.InvariantCulture, out var text)
            && text.Length > 0
            ? PastedText.WithoutKey(text)
            : null;

    private static long? Number(PSObject item, string property) =>
        Text(item, property) is { } text
            && LanguagePrimitives.TryConvertTo<long>(text, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static TimeSpan? Elapsed(PSObject item) =>
        LanguagePrimitives.TryConvertTo<TimeSpan?>(item.Properties["Elapsed"]?.Value, out var elapsed) ? elapsed : null;
}
