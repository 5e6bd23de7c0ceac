using System;
using System.IO;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace FigshareTools.PlainShell;

/// <summary>
/// Runs a script file in PowerShell's engine and nothing else. FigshareTools.Host cannot be used where the assemblies of a
/// process matter: it contains the simulator, and with it a copy of Microsoft.Data.Sqlite.
/// </summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        }

        using var runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        using var shell = PowerShell.Create(runspace);
        shell.AddCommand(Path.GetFullPath(args[0]));
        foreach (var argument in args[1..])
        {
            shell.AddArgument(argument);
        }

        try
        {
            foreach (var output in shell.Invoke())
            {
                Console.WriteLine(output);
            }
        }
        catch (RuntimeException e)
        {
            Console.WriteLine($"failed: {e.Message} {e.ErrorRecord.ScriptStackTrace}");
            return 1;
        }

        foreach (var error in shell.Streams.Error)
        {
            Console.WriteLine($"error: {error}");
        }

        return shell.Streams.Error.Count == 0 ? 0 : 1;
    }
}
