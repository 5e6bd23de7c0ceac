using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using FigshareTools.Hosting.Terminal;

namespace FigshareTools.Hosting;

/// <summary>Runs a script with the engine's own formatting, and determines the exit code.</summary>
internal sealed class ScriptRunner(ModuleSession session, ConsoleHost host, Interrupt interrupt)
{
    /// <summary>Runs a script.</summary>
    /// <returns>An <see cref="ExitCode"/>, or the number that the script passed to <c>exit</c>.</returns>
    public int Run(string script)
    {
        using var shell = session.Create();
        shell.AddScript(script);

        // Errors are merged into the results, so that both are formatted and appear in the order of their occurrence.
        shell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.AddCommand("Out-Default");

        host.HasShownError = false;
        var completed = Invoke(shell);
        if (interrupt.WasPressed)
        {
            return ExitCode.Interrupted;
        }

        // PowerShell.HadErrors omits statement-terminating errors, and includes errors that the script caught or
        // silenced.
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

    /// <summary>
    /// Returns <c>$?</c>, which also determines the exit code of <c>pwsh -Command</c>. It is false after a native
    /// program that failed and after a silenced error.
    /// </summary>
    private bool LastCommandSucceeded()
    {
        using var shell = session.Create();
        return shell.AddScript("$global:?").Invoke<bool>() is [true];
    }

    /// <summary>Shows the error that ended the script, in the same format as other errors.</summary>
    private void Show(RuntimeException failure)
    {
        using var shell = session.Create();
        var record = PSObject.AsPSObject(new ErrorRecord(failure.ErrorRecord, failure));

        // Out-Default writes the record as a result. This redirects it to the error stream.
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
