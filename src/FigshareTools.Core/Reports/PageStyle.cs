using System.Collections.Generic;
using System.Linq;

namespace FigshareTools.Reports;

/// <summary>The style sheet of a report: light and dark, for screens of any width and for paper.</summary>
internal static class PageStyle
{
    /// <summary>
    /// The colours: name, light, dark. Those of texts have a contrast of at least 4.5 with the surfaces (WCAG 2.2, 1.4.3), those
    /// of marks at least 3 (1.4.11).
    /// </summary>
    public static IReadOnlyList<(string Name, string Light, string Dark)> Colours { get; } =
    [
        ("page", "#f4f6f8", "#0d1117"), ("card", "#ffffff", "#161b22"), ("line", "#d5dbe1", "#30363d"),
        ("ink", "#1b2228", "#e6edf3"), ("soft", "#56616c", "#9da8b4"),
        ("good", "#17693a", "#56c77d"), ("open", "#855200", "#e3ab4b"), ("bad", "#b3261e", "#ff8a80"),
        ("bar", "#2468b0", "#5aa7f5"), ("wait", "#b7791f", "#d99a2b"), ("rate", "#2468b0", "#5aa7f5"),
        ("limit", "#8a3fb5", "#c792ea"), ("outage", "#f1dcc0", "#4a3413"),
    ];

    /// <summary>The style sheet. It contains none of the characters that XML escapes.</summary>
    public static string Css { get; } = $$"""

        :root { color-scheme: light dark; {{Variables(dark: false)}} }
        @media (prefers-color-scheme: dark) { :root { {{Variables(dark: true)}} } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--ink); overflow-wrap: anywhere;
          font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
        main { max-width: 1180px; margin: 0 auto; padding: 24px; }
        h1 { font-size: 28px; line-height: 1.2; margin: 0 0 6px; }
        h2 { font-size: 18px; margin: 0 0 12px; }
        h3 { font-size: 15px; margin: 16px 0 4px; }
        p { margin: 0 0 8px; max-width: 75ch; }
        .soft, caption, .tile dt, .fact, footer { color: var(--soft); }
        header { border-left: 8px solid var(--good); padding: 4px 0 4px 18px; margin-bottom: 20px; }
        header p { margin: 0; }
        header .ending { font-weight: 600; color: var(--ink); margin-top: 4px; }
        header.open { border-color: var(--open); }
        header.bad { border-color: var(--bad); }
        section { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 18px 20px;
          margin: 0 0 18px; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(140px, 1fr)); gap: 12px; margin: 0 0 18px; }
        .tile { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 12px 16px;
          margin: 0; }
        .tile dt { font-size: 13px; }
        .tile dd { margin: 0; font-size: 22px; font-weight: 650; line-height: 1.3; font-variant-numeric: tabular-nums; }
        .tile dd.note { font-size: 13px; font-weight: 400; color: var(--soft); }
        .good { color: var(--good); } .open { color: var(--open); } .bad { color: var(--bad); }
        header.good, header.open, header.bad { color: var(--ink); }
        ul.messages { margin: 0 0 8px; padding-left: 20px; }
        ul.messages li { margin: 2px 0; }
        pre { background: var(--page); border: 1px solid var(--line); border-radius: 6px; padding: 10px 12px; margin: 8px 0;
          overflow: auto; max-height: 320px; overflow-wrap: normal;
          font: 13px/1.5 ui-monospace, SFMono-Regular, Consolas, "Liberation Mono", monospace; }
        details { margin: 8px 0; }
        summary { cursor: pointer; font-weight: 600; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-size: 14px; overflow-wrap: normal; }
        caption { text-align: left; padding-bottom: 6px; font-size: 13px; max-width: calc(100vw - 60px); }
        th, td { text-align: left; padding: 6px 14px 6px 0; border-bottom: 1px solid var(--line); vertical-align: top;
          white-space: nowrap; font-variant-numeric: tabular-nums; }
        th { font-weight: 600; }
        th.wide, td.wide { white-space: normal; min-width: 180px; overflow-wrap: anywhere; }
        th.number, td.number { text-align: right; }
        td.code { font: 12px/1.75 ui-monospace, SFMono-Regular, Consolas, "Liberation Mono", monospace; }
        .legend { display: flex; flex-wrap: wrap; gap: 2px 18px; list-style: none; margin: 0 0 10px; padding: 0; font-size: 13px;
          color: var(--soft); }
        .key { display: inline-block; width: 14px; height: 10px; border-radius: 2px; margin-right: 6px; }
        .key.bar { background: var(--bar); } .key.wait { background: var(--wait); } .key.failed { background: var(--bad); }
        .key.rate { background: var(--rate); } .key.outage { background: var(--outage); border: 1px solid var(--wait); }
        .key.retry { width: 3px; height: 14px; border-radius: 0; background: var(--ink); margin-left: 6px;
          vertical-align: middle; }
        .key.limit { height: 0; border-top: 3px dashed var(--limit); border-radius: 0; vertical-align: middle; }
        .key.unfinished { background: none; border: 2px solid var(--bar); }
        .timeline { list-style: none; margin: 0; padding: 0; font-size: 13px; }
        .timeline li { display: grid; grid-template-columns: minmax(0, 180px) minmax(0, 1fr) minmax(0, 410px); gap: 0 14px;
          align-items: center; padding: 2px 0; }
        .timeline .name, .timeline .fact { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
        .timeline .fact { font-variant-numeric: tabular-nums; }
        .timeline .fact.bad { color: var(--bad); } .timeline .fact.open { color: var(--open); }
        svg { display: block; overflow: visible; }
        svg text { font-size: 12px; fill: var(--soft); font-variant-numeric: tabular-nums; }
        svg text.rate { paint-order: stroke; stroke: var(--card); stroke-width: 4px; stroke-linejoin: round; }
        svg .grid { stroke: var(--line); stroke-width: 1; }
        svg .bar { fill: var(--bar); } svg .wait { fill: var(--wait); } svg .failed { fill: var(--bad); }
        svg .outage { fill: var(--outage); } svg .retry { fill: var(--ink); }
        svg .unfinished { fill: none; stroke: var(--bar); stroke-width: 2; }
        svg .area { fill: var(--rate); fill-opacity: .25; }
        svg .curve { fill: none; stroke: var(--rate); stroke-width: 2; vector-effect: non-scaling-stroke;
          stroke-linejoin: round; }
        svg .limit { fill: none; stroke: var(--limit); stroke-width: 2; stroke-dasharray: 6 4;
          vector-effect: non-scaling-stroke; }
        dl.settings { display: grid; grid-template-columns: minmax(0, max-content) minmax(0, 1fr); gap: 2px 18px;
          font-size: 14px; }
        dl.settings dd { margin: 0; } dl.settings dt { color: var(--soft); }
        footer { font-size: 13px; }
        @media (max-width: 1200px) {
          .timeline li { grid-template-columns: minmax(0, 130px) minmax(0, 1fr) minmax(0, 260px); }
          .timeline .fact { white-space: normal; }
          .timeline svg .minor { display: none; }
        }
        @media (max-width: 900px) {
          .timeline li { grid-template-columns: fit-content(60%) minmax(0, 1fr); padding: 5px 0; }
          .timeline .name { font-weight: 600; }
          .timeline .fact { text-align: right; grid-row: 1; grid-column: 2; }
          .timeline .lane { grid-row: 2; grid-column: 1 / 3; }
        }
        @media (max-width: 700px) {
          main { padding: 14px; }
          h1 { font-size: 22px; }
          section { padding: 14px; }
          .tiles { grid-template-columns: 1fr 1fr; }
          .tile dd { font-size: 18px; }
          svg .minor { display: none; }
          th.wide, td.wide { min-width: 120px; }
        }
        @media print {
          :root { {{Variables(dark: false)}} --page: #ffffff; }
          body { font-size: 11pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
          main { max-width: none; padding: 0; }
          section, .tile { border-color: #999999; }
          .timeline li, tr, .tile, pre, #throughput { break-inside: avoid; }
          h2, h3 { break-after: avoid; }
          pre { max-height: none; white-space: pre-wrap; }
          .scroll { overflow: visible; }
          .tiles { grid-template-columns: repeat(6, 1fr); gap: 8px; }
          .tile { padding: 8px; }
          .tile dd { font-size: 13pt; }
          .timeline { font-size: 8.5pt; }
          svg .minor { display: none; }
          table { font-size: 8pt; }
          th, td { padding-right: 8px; }
          th, td.wide, td.code { white-space: normal; }
          th.wide, td.wide { min-width: 100px; }
          td.code { min-width: 105px; font-size: 7pt; overflow-wrap: anywhere; }
        }

        """;

    private static string Variables(bool dark) =>
        string.Join(" ", Colours.Select(colour => $"--{colour.Name}: {(dark ? colour.Dark : colour.Light)};"));
}
