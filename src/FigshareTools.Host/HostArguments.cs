using System.Collections.Generic;
using System.Linq;

namespace FigshareTools.Hosting;

/// <summary>The parsed command line.</summary>
public sealed record HostArguments
{
    /// <summary>Whether to use the simulator instead of Figshare.</summary>
    public bool Offline { get; private init; }

    /// <summary>The module to import; <see langword="null"/> for the module in the build output.</summary>
    public string? ModulePath { get; private init; }

    /// <summary>The text of the script to run; <see langword="null"/> for the interactive prompt.</summary>
    public string? Script { get; private init; }

    /// <summary>The help or version text to show instead of running a script; else <see langword="null"/>.</summary>
    public string? Information { get; private init; }

    /// <summary>Parses a command line. The names of options ignore case.</summary>
    /// <exception cref="HostUsageException">The command line is invalid.</exception>
    public static HostArguments Parse(IEnumerable<string> args)
    {
        var parsed = new HostArguments();
        var rest = new Queue<string>(args);
        while (rest.TryDequeue(out var option))
        {
            parsed = option.ToUpperInvariant() switch
            {
                "-OFFLINE" => parsed with { Offline = true },
                "-MODULEPATH" => parsed with { ModulePath = TakeValue(option, rest) },
                "-COMMAND" => parsed.WithScript(TakeValue(option, rest)),
                "-FILE" => parsed.WithScript(ScriptFile.GetCall(TakeValue(option, rest), TakeAll(rest))),
                "-VERSION" => parsed with { Information = HostUsage.Version },
                "-HELP" => parsed with { Information = HostUsage.Text },
                _ => throw new HostUsageException($"'{option}' is not an option."),
            };
        }

        return parsed;
    }

    private HostArguments WithScript(string script) => Script is null
        ? this with { Script = script }
        : throw new HostUsageException("-Command and -File can be used only once, and not together.");

    private static string TakeValue(string option, Queue<string> rest) => rest.TryDequeue(out var value)
        ? value
        : throw new HostUsageException($"{option} needs a value.");

    private static string[] TakeAll(Queue<string> rest)
    {
        string[] all = [.. rest];
        rest.Clear();
        return all;
    }
}
