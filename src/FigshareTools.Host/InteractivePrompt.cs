using System;
using System.Linq;
using System.Management.Automation.Language;
using FigshareTools.Hosting.Terminal;

namespace FigshareTools.Hosting;

/// <summary>A simple prompt. It reads lines until the parser has a complete script, and runs the script.</summary>
internal sealed class InteractivePrompt(ScriptRunner runner, ConsoleHost host)
{
#if POWERSHELL_SDK
    private const string Banner = "FigshareTools with PowerShell. Type 'exit' to leave.";
#else
    private const string Banner = """
        This host has the PowerShell engine, Import-Csv, Export-Csv and FigshareTools. For all other cmdlets, install
        PowerShell. 'Get-Command -Module FigshareTools' lists the cmdlets. Type 'exit' to leave.
        """;
#endif

    /// <summary>Reads and runs scripts until <c>exit</c> or the end of the input.</summary>
    /// <returns>The exit code.</returns>
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
            // An empty line ends the input. Running the incomplete script reports what is missing.
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
        Parser.ParseInput(script, out _, out var errors);
        return errors.Any(error => error.IncompleteInput);
    }
}
