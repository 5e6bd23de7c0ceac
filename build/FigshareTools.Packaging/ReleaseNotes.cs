using System;
using System.Globalization;
using System.Linq;

namespace FigshareTools.Packaging;

/// <summary>The section of a version in CHANGELOG.md, which begins with a line such as <c>## 0.1.0 - 2026-12-01</c>.</summary>
/// <param name="Date">What follows the version: a date, or <c>TBD</c> before the release.</param>
/// <param name="Text">The lines up to the next version.</param>
internal sealed record ReleaseNotes(string Date, string Text)
{
    /// <summary>Finds the section of a version.</summary>
    /// <exception cref="PackagingException">The changelog has no section of this version, or an empty one.</exception>
    public static ReleaseNotes Find(string changelog, string version)
    {
        var heading = $"## {version} - ";
        var lines = changelog.ReplaceLineEndings("\n").Split('\n');
        var start = Array.FindIndex(lines, line => line.StartsWith(heading, StringComparison.Ordinal));
        if (start < 0)
        {
            throw new PackagingException($"CHANGELOG.md has no section '{heading}…'.");
        }

        var section = lines.Skip(start + 1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal));
        var text = string.Join('\n', section).Trim();
        return text.Length > 0
            ? new ReleaseNotes(lines[start][heading.Length..].Trim(), text)
            : throw new PackagingException($"The section of {version} in CHANGELOG.md is empty.");
    }

    /// <summary>Checks that a tag may publish a version.</summary>
    /// <exception cref="PackagingException">
    /// The tag is that of another version, or the changelog does not date the release.
    /// </exception>
    public void CheckRelease(string version, string tag)
    {
        if (tag != $"v{version}")
        {
            throw new PackagingException(
                $"The tag {tag} does not fit the module manifest, whose version needs the tag v{version}.");
        }

        if (!DateOnly.TryParseExact(Date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            throw new PackagingException(
                $"CHANGELOG.md dates the release {version} '{Date}': write the day, such as 2026-12-01.");
        }
    }
}
