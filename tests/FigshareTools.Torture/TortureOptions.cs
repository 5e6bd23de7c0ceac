using System;
using System.Globalization;
using System.IO;

namespace FigshareTools.Torture;

/// <summary>The options of all sub-commands.</summary>
internal sealed record TortureOptions
{
    /// <summary>The seed of the first schedule; the next one has the next number.</summary>
    public int Seed { get; init; } = Environment.TickCount & 0xFFFFFF;

    /// <summary>The number of schedules; null to run for <see cref="Minutes"/>.</summary>
    public int? Count { get; init; }

    /// <summary>How long schedules are started.</summary>
    public double Minutes { get; init; } = 1;

    /// <summary>Schedules at once.</summary>
    public int Parallel { get; init; } = Environment.ProcessorCount;

    /// <summary>The longest time that a stop may take.</summary>
    public TimeSpan StopLimit { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Where the folders of the schedules are created.</summary>
    public string Folder { get; init; } = Path.GetTempPath();

    /// <summary>Whether each schedule is written before it runs.</summary>
    public bool Verbose { get; init; }

    /// <summary>Reads options such as <c>--seed 7 --minutes 20</c>.</summary>
    /// <exception cref="FormatException">An option is unknown or has no value.</exception>
    public static TortureOptions Parse(ReadOnlySpan<string> arguments)
    {
        var options = new TortureOptions();
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] == "--verbose")
            {
                options = options with { Verbose = true };
                continue;
            }

            var value = i + 1 < arguments.Length
                ? arguments[i + 1]
                : throw new FormatException($"{arguments[i]} has no value.");
            options = arguments[i++] switch
            {
                "--seed" => options with { Seed = Number(value) },
                "--count" => options with { Count = Number(value) },
                "--minutes" => options with { Minutes = double.Parse(value, CultureInfo.InvariantCulture) },
                "--parallel" => options with { Parallel = Number(value) },
                "--folder" => options with { Folder = value },
                var name => throw new FormatException($"There is no option {name}."),
            };
        }

        return options;
    }

    private static int Number(string value) => int.Parse(value, CultureInfo.InvariantCulture);
}
