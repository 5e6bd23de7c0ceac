using System;
using System.IO;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using Microsoft.PowerShell;

namespace FigshareTools.Hosting;

/// <summary>A PowerShell session with an imported module, and always with Import-Csv and Export-Csv.</summary>
public sealed class ModuleSession : IDisposable
{
    private ModuleSession(Runspace runspace) => Runspace = runspace;

    /// <summary>The runspace of the session.</summary>
    public Runspace Runspace { get; }

    /// <summary>Opens a session and imports a module.</summary>
    /// <param name="modulePath">The module to import (psd1, psm1 or dll); <see langword="null"/> for none.</param>
    /// <param name="host">The host; <see langword="null"/> for a default host without a terminal.</param>
    /// <exception cref="HostStartException">The module cannot be imported.</exception>
    public static ModuleSession Open(string? modulePath = null, PSHost? host = null)
    {
        // Disables the engine's telemetry, which reports the names of imported modules.
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");

        var state = CreateState();
        AddTypes(state, modulePath);
        var runspace = host is null
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

    /// <summary>Creates a pipeline in this session. Only one pipeline can run at a time.</summary>
    public PowerShell Create() => PowerShell.Create(Runspace);

    /// <inheritdoc/>
    public void Dispose() => Runspace.Dispose();

    private static InitialSessionState CreateState()
    {
#if POWERSHELL_SDK
        InitialSessionState state = InitialSessionState.CreateDefault();
#else
        // CreateDefault() needs the assemblies of PowerShell's own modules, which are part of the SDK only.
        InitialSessionState state = InitialSessionState.CreateDefault2();
        AddCmdlet(state, "Import-Csv", typeof(Csv.ImportCsvCommand));
        AddCmdlet(state, "Export-Csv", typeof(Csv.ExportCsvCommand));
#endif
        if (OperatingSystem.IsWindows())
        {
            // Scripts and views in the build output are not signed. Other systems do not require signatures.
            state.ExecutionPolicy = ExecutionPolicy.Bypass;
        }

        return state;
    }

    /// <summary>
    /// Adds the types file of the module, which adds it itself where PowerShell's module with Update-TypeData is present.
    /// </summary>
    private static void AddTypes(InitialSessionState state, string? modulePath)
    {
        var types = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(modulePath ?? "."))!, "FigshareTools.Types.ps1xml");
        if (File.Exists(types))
        {
            state.Types.Add(new SessionStateTypeEntry(types));
        }
    }

#if !POWERSHELL_SDK
    private static void AddCmdlet(InitialSessionState state, string name, Type cmdlet)
    {
        if (state.Commands[name].Count == 0)
        {
            state.Commands.Add(new SessionStateCmdletEntry(name, cmdlet, helpFileName: null));
        }
    }
#endif

    private void Import(string modulePath)
    {
        using var shell = Create();
        try
        {
            // Import-Module treats a path without a folder as the name of a module.
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
