using System;
using System.IO;
using System.Threading;
using System.Xml;
using FigshareTools.Reports;

namespace FigshareTools.Core.Tests.Fuzzing;

/// <summary>Run logs: whatever a log says, its report is a well-formed page and ten lines.</summary>
internal static class RunLogTarget
{
    private static readonly ReportClock s_clock = new(TimeZoneInfo.Utc, new DateTimeOffset(2026, 11, 25, 7, 0, 0, TimeSpan.Zero));

    public static string[] Words { get; } =
    [
        "{\"schema\":1,\"time\":\"2026-11-24T21:00:00.123Z\",\"run\":\"a\",\"event\":\"", "\"runStarted\"", "\"runEnded\"", "\"rate\"",
        "\"plateStarted\"", "\"plateWaiting\"", "\"plateFailed\"", "\"platePublished\"", "\"outageStarted\"", "\"outageEnded\"",
        "\"limitChanged\"", "\"plate\"", "\"seconds\"", "\"bytes\"", "\"until\"", "\"options\"", "\"message\"", "{", "}", "[", "]", ":",
        ",", "\n", "\n", "0", "1", "-1", "1e308", "9223372036854775807", "null", "true", "\"\\u202e<b>\\u0000\"", "\"\\ud800\"",
    ];

    public static void Read(string text)
    {
        var nights = NightGrouping.Group(RunLogReader.Read(new StringReader(text), CancellationToken.None));
        if (nights.Count == 0)
        {
            return;
        }

        Assert.InRange(ReportSummary.Write(nights[nights.Count - 1], s_clock).Count, 1, ReportSummary.MaximumLines);
        // A page costs more than the log that it is made of: every fourth input has one.
        if (text.Length % 4 != 0)
        {
            return;
        }

        using var stream = new MemoryStream();
        ReportPage.Write(stream, nights, s_clock);
        stream.Position = 0;
        using var page = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        while (page.Read())
        {
            Assert.DoesNotContain(page.Value, letter => letter is '\u202E' or '\0');
        }
    }
}
