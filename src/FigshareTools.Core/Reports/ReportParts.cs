using System.Collections.Generic;

namespace FigshareTools.Reports;

/// <summary>Small parts of a page that several sections share.</summary>
internal static class ReportParts
{
    public static void Legend(HtmlWriter html, IEnumerable<(string Key, string Text)> entries)
    {
        html.Begin("ul", ("class", "legend"));
        foreach (var (key, text) in entries)
        {
            html.Begin("li");
            html.Element("span", "", ("class", $"key {key}"));
            html.Text(text);
            html.End();
        }

        html.EndBlock();
    }

    /// <summary>Begins a table in a part of the page that scrolls by itself, so that a phone's page does not.</summary>
    public static void BeginTable(HtmlWriter html, string caption, params (string Heading, string ClassName)[] columns)
    {
        html.Begin("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", caption));
        html.Begin("table");
        html.Element("caption", caption);
        html.Begin("thead");
        html.Begin("tr");
        foreach (var (heading, className) in columns)
        {
            html.Element("th", heading, ("scope", "col"), ("class", className));
        }

        html.End();
        html.End();
        html.Begin("tbody");
    }

    public static void EndTable(HtmlWriter html)
    {
        html.End();
        html.End();
        html.EndBlock();
    }

    /// <summary>What became of a plate: as a word, and as the class of its bar.</summary>
    public static (string Word, string ClassName) OutcomeOf(ReportPlate plate) => plate.Outcome switch
    {
        PlateOutcome.Saved => (plate.BytesResumed > 0 ? "resumed, saved" : "saved", "bar"),
        PlateOutcome.Skipped => ("there already", "bar"),
        PlateOutcome.Failed when !plate.IsAfterDeadline => (plate.ErrorId ?? "failed", "failed"),
        PlateOutcome.Failed => ("stopped at the deadline", "unfinished"),
        _ => ("not finished", "unfinished"),
    };

    public static string VerifiedText(ReportPlate plate) => !plate.IsThere ? "" : plate.Verified switch
    {
        VerificationLevel.Md5 => "MD5",
        VerificationLevel.Size => "length",
        _ => "nothing",
    };
}
