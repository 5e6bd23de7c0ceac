using System;
using System.IO;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using Microsoft.PowerShell;

namespace FigshareTools.Hosting;

/// <summary>A PowerShell session with a module imported, and with Import-Csv and Export-Csv in any case.</summary>
public sealed class ModuleSession : IDisposable
{
    private ModuleSession(Runspace runspace) => Runspace = runspace;

    /// <summary>The open session, for those who need more than <see cref="Create"/>.</summary>
    public Runspace Runspace { get; }

    /// <summary>Opens a session.</summary>
    /// <param name="modulePath">A psd1 or dll to import; <see langword="null"/> for the engine alone.</param>
    /// <param name="host">The host to run in; <see langword="null"/> for one without a screen.</param>
    /// <exception cref="HostStartException">The module cannot be imported.</exception>
    public static ModuleSession Open(string? modulePath = null, PSHost? host = null)
    {
        // The engine reports which modules are imported to its makers unless told not to; nobody asked for that here.
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");

        InitialSessionState state = CreateState();
        Runspace runspace = host is null
            ? RunspaceFactory.CreateRunspace(state)
            : RunspaceFactory.CreateRunspace(host, state);
        runspace.ThreadOptions = PSThreadOptions.ReuseThread;
        runspace.Open();

        var session = new ModuleSession(runspace);
        if (modulePath is not null)
        {
            session.Import(modulePath);
        }

        return session;
    }

    /// <summary>A pipeline in this session; one can run at a time.</summary>
    public PowerShell Create() => PowerShell.Create(Runspace);

    /// <inheritdoc/>
    public void Dispose() => Runspace.Dispose();

    private static InitialSessionState CreateState()
    {
#if POWERSHELL_SDK
        InitialSessionState state = InitialSessionState.CreateDefault();
#else
        // CreateDefault() would want the assemblies of PowerShell's own modules, which come with the SDK only.
        InitialSessionState state = InitialSessionState.CreateDefault2();
        Supply(state, "Import-Csv", typeof(Csv.ImportCsvCommand));
        Supply(state, "Export-Csv", typeof(Csv.ExportCsvCommand));
#endif
        if (OperatingSystem.IsWindows())
        {
            // Scripts and views of a module just built are not signed; elsewhere nothing asks for signatures.
            state.ExecutionPolicy = ExecutionPolicy.Bypass;
        }

        return state;
    }

#if !POWERSHELL_SDK
    private static void Supply(InitialSessionState state, string name, Type cmdlet)
    {
        if (state.Commands[name].Count == 0)
        {
            state.Commands.Add(new SessionStateCmdletEntry(name, cmdlet, helpFileName: null));
        }
    }
#endif

    private void Import(string modulePath)
    {
        using PowerShell shell = Create();
        try
        {
            // A path without a folder in it would be taken as a module's name.
            shell.AddCommand("Import-Module")
                .AddParameter("Name", Path.GetFullPath(modulePath))
                .AddParameter("ErrorAction", ActionPreference.Stop)
                .Invoke();
        }
        catch (RuntimeException failure)
        {
            Dispose();
            var reason = failure.ErrorRecord.Exception.Message;
            throw new HostStartException($"The module cannot be imported: {reason}", failure);
        }
    }
}
