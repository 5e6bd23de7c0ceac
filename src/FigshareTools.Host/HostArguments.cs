using System.Collections.Generic;
using System.Linq;

namespace FigshareTools.Hosting;

/// <summary>The command line, understood.</summary>
public sealed record HostArguments
{
    /// <summary>Whether to work against the simulator.</summary>
    public bool Offline { get; private init; }

    /// <summary>The module to import; <see langword="null"/> for the one the build laid out.</summary>
    public string? ModulePath { get; private init; }

    /// <summary>The script to run; <see langword="null"/> for the prompt.</summary>
    public string? Script { get; private init; }

    /// <summary>The text to show, instead of running anything.</summary>
    public string? Information { get; private init; }

    /// <summary>Understands a command line; names are taken in any case.</summary>
    /// <exception cref="HostUsageException">It cannot be understood.</exception>
    public static HostArguments Parse(IEnumerable<string> args)
    {
        var parsed = new HostArguments();
        var rest = new Queue<string>(args);
        while (rest.TryDequeue(out var option))
        {
            parsed = option.ToUpperInvariant() switch
            {
                "-OFFLINE" => parsed with { Offline = true },
                "-MODULEPATH" => parsed with { ModulePath = Value(option, rest) },
                "-COMMAND" => parsed.Running(Value(option, rest)),
                "-FILE" => parsed.Running(ScriptFile.CallOf(Value(option, rest), TakeAll(rest))),
                "-VERSION" => parsed with { Information = HostUsage.Version },
                "-HELP" => parsed with { Information = HostUsage.Text },
                _ => throw new HostUsageException($"'{option}' is not an option."),
            };
        }

        return parsed;
    }

    private HostArguments Running(string script) => Script is null
        ? this with { Script = script }
        : throw new HostUsageException("There can be only one -Command or -File.");

    private static string Value(string option, Queue<string> rest) => rest.TryDequeue(out var value)
        ? value
        : throw new HostUsageException($"{option} needs a value.");

    private static string[] TakeAll(Queue<string> rest)
    {
        string[] all = [.. rest];
        rest.Clear();
        return all;
    }
}
