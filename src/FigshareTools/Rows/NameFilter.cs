using System;
using System.Linq;
using System.Management.Automation;

namespace FigshareTools.Rows;

/// <summary>Compares names of plates with the wildcards of -Include and -Exclude, without regard to case.</summary>
/// <param name="include">The wildcards of which a plate must match one; null or empty for any plate.</param>
/// <param name="exclude">The wildcards of which a plate must match none.</param>
internal sealed class NameFilter(string[]? include, string[]? exclude)
{
    private readonly WildcardPattern[] _include = Patterns(include);
    private readonly WildcardPattern[] _exclude = Patterns(exclude);

    /// <summary>Whether there is a wildcard that a plate must match.</summary>
    public bool Includes => _include.Length > 0;

    /// <summary>Whether a plate is wanted.</summary>
    /// <param name="names">
    /// The names of the plate; a file name counts with and without its folders. A plate without a name has an empty one.
    /// </param>
    public bool IsMatch(params string?[] names)
    {
        if (_include.Length == 0 && _exclude.Length == 0)
        {
            return true;
        }

        var all = names.OfType<string>().DefaultIfEmpty("")
            .SelectMany(name => new[] { name, name.Substring(name.LastIndexOf('/') + 1) }).ToList();
        return (!Includes || _include.Any(pattern => all.Exists(pattern.IsMatch)))
            && !_exclude.Any(pattern => all.Exists(pattern.IsMatch));
    }

    private static WildcardPattern[] Patterns(string[]? texts) =>
        [.. (texts ?? []).Select(text => new WildcardPattern(text, WildcardOptions.IgnoreCase))];
}
