using System;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using FigshareTools.Reports;

namespace FigshareTools.Core.Tests.Reports;

public class PageStyleTests
{
    [Theory]
    [InlineData("ink", 4.5)]
    [InlineData("soft", 4.5)]
    [InlineData("good", 4.5)]
    [InlineData("open", 4.5)]
    [InlineData("bad", 4.5)]
    [InlineData("bar", 3)]
    [InlineData("wait", 3)]
    [InlineData("limit", 3)]
    public void Colours_have_contrast_in_light_and_dark(string name, double least)
    {
        foreach (var surface in new[] { "page", "card" })
        {
            Assert.InRange(Contrast(Light(name), Light(surface)), least, 21);
            Assert.InRange(Contrast(Dark(name), Dark(surface)), least, 21);
        }
    }

    [Fact]
    public void Style_uses_only_colours_of_the_table()
    {
        var used = Regex.Matches(PageStyle.Css, @"var\(--(\w+)\)").Select(match => match.Groups[1].Value);

        Assert.Equal(PageStyle.Colours.Select(colour => colour.Name).Order(), used.Distinct().Order());
    }

    private static string Light(string name) => PageStyle.Colours.Single(colour => colour.Name == name).Light;

    private static string Dark(string name) => PageStyle.Colours.Single(colour => colour.Name == name).Dark;

    /// <summary>The contrast of WCAG 2.2.</summary>
    private static double Contrast(string first, string second)
    {
        var (a, b) = (Luminance(first), Luminance(second));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string colour)
    {
        double Channel(int start)
        {
            var value = int.Parse(colour.AsSpan(start, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Channel(1)) + (0.7152 * Channel(3)) + (0.0722 * Channel(5));
    }
}
