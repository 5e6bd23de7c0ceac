#if !NET
using System;
using System.IO;
using System.Management.Automation;
using System.Reflection;

namespace FigshareTools;

/// <summary>
/// Windows PowerShell has no binding redirects for a module: it would refuse a library beside this one when another
/// library was built against an older version of it. Whatever lies beside the module is taken, by name.
/// </summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private static readonly string s_folder = Path.GetDirectoryName(typeof(ModuleInitializer).Assembly.Location)!;

    /// <inheritdoc/>
    public void OnImport() => AppDomain.CurrentDomain.AssemblyResolve += LoadNeighbour;

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => AppDomain.CurrentDomain.AssemblyResolve -= LoadNeighbour;

    private static Assembly? LoadNeighbour(object? sender, ResolveEventArgs args)
    {
        var path = Path.Combine(s_folder, new AssemblyName(args.Name).Name + ".dll");
        return args.RequestingAssembly?.Location.StartsWith(s_folder, StringComparison.OrdinalIgnoreCase) == true
            && File.Exists(path)
                ? Assembly.LoadFrom(path)
                : null;
    }
}
#endif
