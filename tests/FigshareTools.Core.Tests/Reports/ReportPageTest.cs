using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml.Linq;
using FigshareTools.Reports;

namespace FigshareTools.Core.Tests.Reports;

/// <summary>A page as text, and as a document: it is well-formed XML.</summary>
internal sealed class ReportPageTest
{
    /// <summary>Names that try to leave the text of a page, of a style, of an attribute, or of the retry command.</summary>
    public static IReadOnlyList<string> HostileNames { get; } =
    [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onload='alert(1)", "</title></style></svg><b>",
        "&lt;b&gt;&amp;", "SQ\u202Egpj.exe", "a\u001B[31mred\u0000", "\uD800half", "no\uFFFEcharacter", "]]> <!-- -->",
        "'@; Remove-Item *", "日本語のプレート", new('x', 300),
    ];

    public ReportPageTest(params IEnumerable<ReportNight> nights)
    {
        using var stream = new MemoryStream();
        ReportPage.Write(stream, [.. nights], RunLogText.Clock);
        Html = Encoding.UTF8.GetString(stream.ToArray());
        Document = XDocument.Parse(Html);
    }

    public string Html { get; }

    public XDocument Document { get; }

    public string Text => Document.Root!.Value;

    public IEnumerable<XElement> Elements(string name) =>
        Document.Descendants().Where(element => element.Name.LocalName == name);

    public XElement? Section(string id) =>
        Document.Descendants().SingleOrDefault(element => (string?)element.Attribute("id") == id);

    /// <summary>A night with all that a page can show: failures, waits, retries, an outage, a limit, a deadline.</summary>
    public static RunLogText FullNight(IEnumerable<string>? names = null)
    {
        var log = new RunLogText().Started().Add(1, "limitChanged", ("bytesPerSecond", 900_000));
        var plate = 0;
        foreach (var name in names ?? ["SQ00014610", "SQ00014611", "SQ00014612", "SQ00014613", "SQ00014614"])
        {
            plate++;
            _ = (plate % 3) switch
            {
                0 => log.Failed(plate, plate * 60, plate * 900, name: name),
                1 => log.Saved(plate, plate * 60, plate * 900, name),
                _ => log.Failed(plate, plate * 60, plate * 900, "DeadlineReached", name),
            };
            log.Add(plate * 400, "plateRetried", ("plate", plate), ("attempt", 1), ("reason", $"it broke: {name}"));
        }

        log.Add(1200, "outageStarted", ("host", "api.figshare.com"), ("reason", "it refuses this network (HTTP 403)"))
            .Add(1250, "plateWaiting", ("plate", plate), ("reason", $"waiting 98 s: {names?.FirstOrDefault()}"))
            .Add(3600, "outageEnded", ("host", "api.figshare.com"), ("seconds", 2400));
        for (var second = 5; second < 5000; second += 5)
        {
            log.Add(second, "rate", ("bytesPerSecond", second is > 1200 and < 3600 ? 0 : 500_000 + (second * 61 % 300_000)),
                ("bytes", second * 500_000L), ("limit", 900_000));
        }

        return log.Ended(5000, "deadline");
    }
}
