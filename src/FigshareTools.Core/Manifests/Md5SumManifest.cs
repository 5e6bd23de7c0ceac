using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace FigshareTools.Manifests;

/// <summary>
/// Reads the lines of <c>md5sum</c>: the MD5, two characters (the second marks text or binary), and the name. Lines
/// with a tab between MD5 and name are read too. The lines contain no file ids.
/// </summary>
internal static class Md5SumManifest
{
    private static readonly Regex s_line = new(
        @"\A(?<escaped>\\?)(?<md5>[0-9A-Fa-f]{32})(?: [ *]|[ \t])(?<name>.*\S.*)\z",
        RegexOptions.CultureInvariant | RegexOptions.Singleline);

    /// <summary>Whether a file is of this format.</summary>
    /// <param name="head">The beginning of the file.</param>
    public static bool IsFormatOf(string head)
    {
        using var lines = new StringReader(head);
        while (lines.ReadLine() is { } line)
        {
            if (!IsSkipped(line))
            {
                return s_line.IsMatch(line);
            }
        }

        return false;
    }

    public static IEnumerable<ManifestEntry> Read(string path, TextReader text)
    {
        for (var number = 1; text.ReadLine() is { } line; number++)
        {
            if (!IsSkipped(line))
            {
                yield return EntryOf(path, number, s_line.Match(line));
            }
        }
    }

    private static ManifestEntry EntryOf(string path, int number, Match line)
    {
        if (!line.Success)
        {
            return ManifestEntry.Wrong(FigshareErrorId.InvalidManifest,
                $"{path}, line {number}: it is not an MD5 with a file name; write 32 hexadecimal digits, two spaces "
                + "and the name, as md5sum does.");
        }

        var name = line.Groups["name"].Value;
        name = line.Groups["escaped"].Length > 0 ? Unescape(name) : name;
        // "find . -exec md5sum" writes names with "./", which this module's other names do not have.
        name = name.StartsWith("./", StringComparison.Ordinal) ? name.Substring(2) : name;
        return ManifestEntry.Of(new FigsharePlate
        {
            Plate = ApiPlates.LabelOf(name),
            FileName = name,
            Md5 = Md5Text.Normalize(line.Groups["md5"].Value),
        });
    }

    // md5sum treats such lines as comments.
    private static bool IsSkipped(string line) =>
        string.IsNullOrWhiteSpace(line) || line is ['#', ..];

    private static string Unescape(string name)
    {
        var text = new StringBuilder(name.Length);
        for (var i = 0; i < name.Length; i++)
        {
            text.Append((name[i], name.ElementAtOrDefault(i + 1)) switch
            {
                ('\\', 'n') when ++i > 0 => '\n',
                ('\\', 'r') when ++i > 0 => '\r',
                ('\\', '\\') when ++i > 0 => '\\',
                _ => name[i],
            });
        }

        return text.ToString();
    }
}
