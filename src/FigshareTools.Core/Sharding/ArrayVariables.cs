using System;
using System.Globalization;

namespace FigshareTools.Sharding;

/// <summary>Reads numbers of environment variables.</summary>
/// <param name="variableOf">Returns the value of an environment variable; null if it is not set.</param>
internal sealed class ArrayVariables(Func<string, string?> variableOf)
{
    /// <summary>The number of a variable; null if the variable is not set or is empty.</summary>
    /// <param name="name">The name of the variable.</param>
    /// <param name="none">A text that stands for no number.</param>
    /// <exception cref="FigshareException">The variable has another value.</exception>
    public int? NumberOf(string name, string? none = null)
    {
        var text = variableOf(name)?.Trim();
        if (text is null or "" || text == none)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Unusable($"The environment variable {name} is '{text}', which is not a number; correct or remove it");
    }

    /// <summary>The error of variables that do not determine a rank.</summary>
    /// <param name="why">The cause and a remedy, without a full stop.</param>
    public static FigshareException Unusable(string why) =>
        new(FigshareErrorId.NoArrayTask, $"{why}, or give -ShardIndex and -ShardCount.");
}
