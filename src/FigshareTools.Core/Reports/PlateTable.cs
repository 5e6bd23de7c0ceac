using System.Collections.Generic;
using System.Linq;

namespace FigshareTools.Reports;

/// <summary>Writes the table of all plates.</summary>
internal static class PlateTable
{
    /// <summary>A browser is slow with more rows than this.</summary>
    public const int MaximumRows = 3000;

    /// <summary>A longer table is closed until somebody opens it.</summary>
    private const int MaximumOpenRows = 100;

    public static void Write(HtmlWriter html, ReportNight night)
    {
        if (night.Plates.Count == 0)
        {
            return;
        }

        // What is not there comes first, so that it is in the table however many plates there are.
        var rows = night.Plates.OrderBy(plate => plate.IsThere).Take(MaximumRows).ToList();
        var caption = rows.Count == night.Plates.Count
            ? ReportTexts.Count(rows.Count, "plate")
            : $"{ReportTexts.Count(rows.Count, "plate")} of {ReportTexts.Number(night.Plates.Count, "#,0")}; "
                + "the others are in the log";
        html.Begin("section", ("id", "plates"));
        html.Element("h2", "Plates");
        var isClosed = rows.Count > MaximumOpenRows;
        if (isClosed)
        {
            html.Begin("details");
            html.Element("summary", caption);
        }

        WriteRows(html, caption, rows);
        if (isClosed)
        {
            html.EndBlock();
        }

        html.EndBlock();
    }

    private static void WriteRows(HtmlWriter html, string caption, List<ReportPlate> rows)
    {
        ReportParts.BeginTable(html, caption, ("Plate", "wide"), ("File id", "number"), ("Result", ""), ("Size", "number"),
            ("Verified by", ""), ("Downloaded", "number"), ("Rate", "number"), ("Time", "number"), ("MD5", ""));
        foreach (var plate in rows)
        {
            var (word, _) = ReportParts.OutcomeOf(plate);
            html.Begin("tr");
            html.Element("th", plate.DisplayName, ("scope", "row"), ("class", "wide"));
            html.Element("td", plate.FileId > 0 ? ReportTexts.Number(plate.FileId, "0") : "", ("class", "number"));
            html.Element("td", word, ("class", plate.IsThere ? "good" : plate.IsAfterDeadline
                || plate.Outcome == PlateOutcome.Unfinished ? "open" : "bad"));
            html.Element("td", plate.Length is { } length ? ReportTexts.Bytes(length) : "", ("class", "number"));
            html.Element("td", ReportParts.VerifiedText(plate));
            html.Element("td", plate.BytesTransferred > 0 ? ReportTexts.Bytes(plate.BytesTransferred) : "", ("class", "number"));
            html.Element("td", RateOf(plate), ("class", "number"));
            html.Element("td", plate.Elapsed is { } elapsed ? ReportTexts.Duration(elapsed) : "", ("class", "number"));
            html.Element("td", plate.Md5 ?? "", ("class", "code"));
            html.EndBlock();
        }

        ReportParts.EndTable(html);
    }

    private static string RateOf(ReportPlate plate) =>
        plate.BytesTransferred > 0 && plate.Elapsed is { TotalSeconds: > 0 } elapsed
            ? ReportTexts.Rate(plate.BytesTransferred / elapsed.TotalSeconds)
            : "";
}
