using System;
using System.IO;
using System.Management.Automation;

namespace FigshareTools;

/// <summary>
/// Adds the members of the module's types file to the session. The manifest does not name the file in TypesToProcess, because
/// PowerShell reports an error for each member that another copy of the module has added before.
/// </summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer
{
    private const string TypesFile = "FigshareTools.Types.ps1xml";

    /// <summary>Called by PowerShell when it imports the module.</summary>
    public void OnImport()
    {
        // The folder above that of this build. The session may import from a copy, whose types file has the same members.
        var folder = Path.GetDirectoryName(Path.GetDirectoryName(typeof(ModuleInitializer).Assembly.Location))!;
        try
        {
            using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
            shell.AddCommand(@"Microsoft.PowerShell.Utility\Update-TypeData")
                .AddParameter("AppendPath", Path.Combine(folder, TypesFile))
                .AddParameter("ErrorAction", ActionPreference.Ignore)
                .Invoke();
        }
        catch (Exception e) when (e is RuntimeException or InvalidOperationException)
        {
            // A host without PowerShell's own modules adds the file when it opens the session. The cmdlets do not need it.
        }
    }
}
