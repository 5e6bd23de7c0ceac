using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;

namespace FigshareTools.TerminalPicture;

/// <summary>Draws a terminal window as SVG.</summary>
public static class SvgTerminal
{
    private const int FontSize = 14;
    private const int LineHeight = 20;
    private const double CharacterWidth = 8.43;
    private const int Margin = 18;
    private const int TitleHeight = 34;

    private const string Background = "#1e1e2a";
    private const string Foreground = "#e6e6ee";
    private const string TitleColor = "#a0a0b4";

    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    // The sixteen colours of a terminal, readable on the background.
    private static readonly string[] s_colors =
    [
        "#6c6c80", "#ff7a85", "#8ce99a", "#ffd87a", "#82b1ff", "#d79bff", "#74e0e0", "#d8d8e4",
        "#8a8a9e", "#ff9aa2", "#a8f0b4", "#ffe39c", "#a3c6ff", "#e3b8ff", "#9bebeb", "#ffffff",
    ];

    /// <summary>Draws a command and its output.</summary>
    /// <param name="command">The command line.</param>
    /// <param name="lines">The output.</param>
    public static string Draw(string command, IReadOnlyList<IReadOnlyList<StyledText>> lines)
    {
        StyledText[] prompt = [new("> ", Color: 2, IsBold: true), new(command, Color: null, IsBold: false)];
        List<IReadOnlyList<StyledText>> all = [prompt, .. lines];
        var columns = all.Max(line => line.Sum(part => part.Text.Length));
        var width = (int)Math.Ceiling((columns * CharacterWidth) + (2 * Margin));
        var height = TitleHeight + (all.Count * LineHeight) + Margin;
        var svg = new XElement(s_svg + "svg",
            new XAttribute("viewBox", $"0 0 {width} {height}"), new XAttribute("width", width), new XAttribute("role", "img"),
            new XElement(s_svg + "title", command),
            new XElement(s_svg + "desc", string.Join("\n", lines.Select(line => string.Concat(line.Select(part => part.Text))))),
            new XElement(s_svg + "rect",
                new XAttribute("width", width), new XAttribute("height", height), new XAttribute("rx", 8),
                new XAttribute("fill", Background)),
            Enumerable.Range(0, 3).Select(index => new XElement(s_svg + "circle",
                new XAttribute("cx", Margin + 6 + (20 * index)), new XAttribute("cy", TitleHeight / 2), new XAttribute("r", 6),
                new XAttribute("fill", TitleColor), new XAttribute("opacity", "0.6"))),
            new XElement(s_svg + "g",
                new XAttribute("font-family", "ui-monospace, Consolas, Menlo, 'DejaVu Sans Mono', monospace"),
                new XAttribute("font-size", FontSize), new XAttribute("fill", Foreground),
                all.Select((line, index) => Line(line, TitleHeight + ((index + 1) * LineHeight) - 4))));
        return svg + "\n";
    }

    private static XElement Line(IReadOnlyList<StyledText> line, int y)
    {
        var column = 0;
        var text = new XElement(s_svg + "text", new XAttribute("y", y), new XAttribute(XNamespace.Xml + "space", "preserve"));
        foreach (var part in line)
        {
            // The stated length keeps columns straight, whatever font the reader has.
            text.Add(new XElement(s_svg + "tspan",
                new XAttribute("x", Number(Margin + (column * CharacterWidth))),
                new XAttribute("textLength", Number(part.Text.Length * CharacterWidth)),
                part.Color is { } color ? new XAttribute("fill", s_colors[color]) : null,
                part.IsBold ? new XAttribute("font-weight", "bold") : null,
                part.Text));
            column += part.Text.Length;
        }

        return text;
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
