using System;
using System.Linq;
using System.Management.Automation.Language;
using FigshareTools.Hosting.Terminal;

namespace FigshareTools.Hosting;

/// <summary>A prompt of the plainest kind: a line, or several while the parser says there is more to come.</summary>
internal sealed class InteractivePrompt(ScriptRunner runner, ConsoleHost host)
{
#if POWERSHELL_SDK
    private const string Banner = "FigshareTools with PowerShell. 'exit' leaves.";
#else
    private const string Banner = """
        This host has the PowerShell engine, Import-Csv, Export-Csv and FigshareTools; install PowerShell for the rest.
        'Get-Command -Module FigshareTools' shows what there is, 'exit' leaves.
        """;
#endif

    /// <summary>Runs what is typed until <c>exit</c> or the end of the input.</summary>
    public int Run()
    {
        host.UI.WriteLine(Banner);
        while (ReadScript() is { } script)
        {
            if (!string.IsNullOrWhiteSpace(script))
            {
                runner.Run(script);
            }

            if (host.RequestedExitCode is { } exitCode)
            {
                return exitCode;
            }
        }

        return ExitCode.Success;
    }

    private string? ReadScript()
    {
        var script = host.ReadLine("FT> ");
        while (script is not null && IsIncomplete(script))
        {
            // An empty line gives up on the rest, and lets the parser say what is missing.
            var more = host.ReadLine(">> ");
            if (string.IsNullOrEmpty(more))
            {
                break;
            }

            script += Environment.NewLine + more;
        }

        return script;
    }

    private static bool IsIncomplete(string script)
    {
        Parser.ParseInput(script, out _, out ParseError[] errors);
        return errors.Any(error => error.IncompleteInput);
    }
}
