using System;
using System.Globalization;
using System.Linq;
using System.Text;

namespace FigshareTools.Core.Tests.Fuzzing;

/// <summary>Makes inputs: mutations of a corpus, and sequences of the words of a grammar.</summary>
/// <param name="corpus">Valid and nearly valid inputs.</param>
/// <param name="words">Words of the grammar.</param>
internal sealed class FuzzInputs(string[] corpus, string[] words)
{
    private const int MaximumLength = 1 << 14;
    private const int MaximumMutations = 6;
    private const int MaximumWords = 30;

    // Values at which programs fail, whatever the format.
    private static readonly string[] s_anywhere =
    [
        "", " ", "\0", "\r", "\n", "\r\n", "\t", "\"", "\"\"", "'", "\\", ",", ";", ":", "/", "//", "..", "?", "#", "&", "=", "%", "%00", "%zz",
        "%2f", "%25", "@", "*", "***", "-", "-1", "0", "00", "1", "2147483648", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
        "1e400", "1.0", "0.1", "NaN", "null", "true", "{", "}", "[", "]", "{}", "[]", "[[", "\uFEFF", "\u202E", "\u2028", "\u001b]0;x\u0007",
        "\u009b", "\u200B", "\u00A0", "\u3000", "e\u0301", "\u00E9", "\u0130", "\uFF11", "\U0001F9EB", "\\ud800", "\\u0000",
    ];

    /// <summary>Makes the input with a number.</summary>
    public string Make(ulong seed, long index)
    {
        var random = new FuzzRandom(seed, index);
        var text = new StringBuilder();
        if (random.Below(4) == 0)
        {
            AppendWords(text, ref random);
        }
        else
        {
            text.Append(random.Of(corpus));
            for (var left = 1 + random.Below(MaximumMutations); left > 0; left--)
            {
                Mutate(text, ref random);
            }
        }

        text.Length = text.Length < MaximumLength ? text.Length : MaximumLength;
        return text.ToString();
    }

    /// <summary>An input as C# writes it, for a test of a finding.</summary>
    public static string Literal(string input) => $"\"{string.Concat(input.Select(character => character switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        >= ' ' and <= '~' => character.ToString(),
        _ => $"\\u{((int)character).ToString("X4", CultureInfo.InvariantCulture)}",
    }))}\"";

    private void AppendWords(StringBuilder text, ref FuzzRandom random)
    {
        for (var left = 1 + random.Below(MaximumWords); left > 0; left--)
        {
            text.Append(random.Below(6) == 0 ? random.Of(s_anywhere) : random.Of(words));
        }
    }

    private void Mutate(StringBuilder text, ref FuzzRandom random)
    {
        var at = random.Below(text.Length + 1);
        var length = random.Below(1 + ((text.Length - at) / (1 + random.Below(8))));
        switch (random.Below(9))
        {
            case 0 or 1:
                text.Insert(at, random.Of(s_anywhere));
                break;
            case 2 or 3:
                text.Insert(at, random.Of(words));
                break;
            case 4:
                text.Remove(at, length);
                break;
            case 5:
                text.Remove(at, length).Insert(at, random.Of(s_anywhere));
                break;
            case 6 when text.Length < MaximumLength:
                text.Insert(at, text.ToString(at, length));
                break;
            case 7 when text.Length < MaximumLength:
                var other = random.Of(corpus);
                var start = random.Below(other.Length + 1);
                text.Insert(at, other.AsSpan(start, random.Below(1 + other.Length - start)));
                break;
            case 8 when at < text.Length:
                text[at] = (char)(random.Below(2) == 0 ? random.Below(256) : random.Below(65536));
                break;
        }
    }
}
