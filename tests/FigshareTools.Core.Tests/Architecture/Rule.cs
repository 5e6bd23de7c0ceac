using System;
using System.Collections.Generic;
using System.Linq;

namespace FigshareTools.Core.Tests.Architecture;

/// <summary>Asserts that nothing breaks a rule.</summary>
internal static class Rule
{
    public static void HasNoViolations(IEnumerable<string> violations)
    {
        var found = violations.Distinct().ToList();
        Assert.True(found.Count == 0, string.Join(Environment.NewLine, found));
    }
}
