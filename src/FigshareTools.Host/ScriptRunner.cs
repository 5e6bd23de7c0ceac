using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using FigshareTools.Hosting.Terminal;

namespace FigshareTools.Hosting;

/// <summary>Runs a script with the engine's own formatting, and says how it ended.</summary>
internal sealed class ScriptRunner(ModuleSession session, ConsoleHost host, Interrupt interrupt)
{
    /// <summary>Runs a script to its end.</summary>
    /// <returns>An <see cref="ExitCode"/>, or the number the script gave to <c>exit</c>.</returns>
    public int Run(string script)
    {
        using PowerShell shell = session.Create();
        shell.AddScript(script);

        // Errors go the way of the results, so that both are formatted, and appear in the order they happened.
        shell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.AddCommand("Out-Default");

        host.HasShownError = false;
        var completed = Invoke(shell);
        if (interrupt.WasPressed)
        {
            return ExitCode.Interrupted;
        }

        // PowerShell.HadErrors misses errors a statement ended with, and counts those a script caught or silenced.
        var succeeded = completed && !host.HasShownError && LastCommandSucceeded();
        return host.RequestedExitCode ?? (succeeded ? ExitCode.Success : ExitCode.Failure);
    }

    private bool Invoke(PowerShell shell)
    {
        interrupt.Watch(shell);
        try
        {
            shell.Invoke(input: null, new PSInvocationSettings { AddToHistory = true });
            return true;
        }
        catch (PipelineStoppedException)
        {
            return false;
        }
        catch (RuntimeException failure)
        {
            Show(failure);
            return false;
        }
        finally
        {
            interrupt.Release();
            host.ClearProgress();
        }
    }

    /// <summary>What <c>pwsh -Command</c> goes by; false after a program that failed, or a hidden error.</summary>
    private bool LastCommandSucceeded()
    {
        using PowerShell shell = session.Create();
        return shell.AddScript("$global:?").Invoke<bool>() is [true];
    }

    /// <summary>Shows the error which ended the script as the engine shows those which did not.</summary>
    private void Show(RuntimeException failure)
    {
        using PowerShell shell = session.Create();
        var record = PSObject.AsPSObject(new ErrorRecord(failure.ErrorRecord, failure));

        // To the formatter the record is a result like any other.
        host.ResultsAreErrors = true;
        try
        {
            shell.AddCommand("Out-Default").Invoke(new List<PSObject> { record });
        }
        finally
        {
            host.ResultsAreErrors = false;
        }
    }
}
