using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Core.Tests.Reports;

/// <summary>Opens pages in Chromium without a window, if it is installed, and measures what they show.</summary>
internal static partial class Browser
{
    /// <summary>
    /// Measures the page in a frame of some width. A label is visible text that people must be able to read: a time, a rate, a
    /// name, a fact.
    /// </summary>
    private const string Measure = """
        const frame = document.querySelector('iframe'), page = frame.contentDocument;
        const labels = [...page.querySelectorAll('.label')]
            .map(label => ({ text: label.textContent, box: label.getBoundingClientRect() }))
            .filter(label => label.box.width > 0);
        const overlaps = [];
        labels.forEach((a, i) => labels.slice(i + 1).forEach(b => {
            if (Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left) > 1
                && Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top) > 3)
                overlaps.push(a.text + ' | ' + b.text);
        }));
        const width = page.documentElement.clientWidth;
        const result = {
            labels: labels.length, overlaps,
            outside: labels.filter(label => label.box.left < 0 || label.box.right > width).map(label => label.text),
            excess: page.documentElement.scrollWidth - width,
            names: [...page.querySelectorAll('#plates th[scope=row]')].map(name => name.textContent),
            active: [...page.querySelectorAll('script, img, b, a, iframe')].map(element => element.outerHTML),
        };
        document.querySelector('pre').textContent = JSON.stringify(result);
        """;

    private static readonly string[] s_programs = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    /// <summary>The path of the browser; null when none is installed.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => s_programs.Select(program => Path.Combine(folder, program)))
        .FirstOrDefault(File.Exists);

    public static async Task<PageMeasures> MeasureAsync(string html, int width, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("figsharetools-browser-").FullName;
        try
        {
            var frame = Path.Combine(folder, "frame.html");
            await File.WriteAllTextAsync(frame, $"""
                <!DOCTYPE html><meta charset="utf-8"><pre></pre>
                <iframe style="width: {width}px; height: 900px; border: 0" srcdoc="{WebUtility.HtmlEncode(html)}"></iframe>
                <script>onload = () => {"{"} {Measure} {"}"};</script>
                """, cancellationToken);
            var dom = await RunAsync(
                [
                    "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", $"--user-data-dir={folder}/profile",
                    $"file://{frame}",
                ],
                cancellationToken);
            var json = WebUtility.HtmlDecode(Result().Match(dom).Groups["json"].Value);
            return JsonSerializer.Deserialize<PageMeasures>(json, JsonSerializerOptions.Web)!;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(Program!, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await errors;
            await process.WaitForExitAsync(cancellationToken);
            return output;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    [GeneratedRegex("<pre>(?<json>.*?)</pre>", RegexOptions.Singleline)]
    private static partial Regex Result();
}

/// <summary>What a page shows.</summary>
/// <param name="Labels">The number of visible labels.</param>
/// <param name="Overlaps">Pairs of labels that cover each other.</param>
/// <param name="Outside">Labels that are partly outside of the page.</param>
/// <param name="Excess">Pixels that the page is wider than the window.</param>
/// <param name="Names">The plates of the table.</param>
/// <param name="Active">Elements that no report has.</param>
internal sealed record PageMeasures(
    int Labels, IReadOnlyList<string> Overlaps, IReadOnlyList<string> Outside, int Excess, IReadOnlyList<string> Names,
    IReadOnlyList<string> Active);
