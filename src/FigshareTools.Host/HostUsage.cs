using System;
using System.Management.Automation;
using System.Reflection;

namespace FigshareTools.Hosting;

/// <summary>What the program tells about itself.</summary>
internal static class HostUsage
{
    public const string Text = """
        Runs PowerShell with the FigshareTools module, needing nothing but the .NET SDK.

        Usage: FigshareTools.Host [-Offline] [-ModulePath <psd1 or dll>] [-Command <text> | -File <script> [arguments]]

          -Offline           work against a Figshare simulated on this machine: nine plates of 16 MiB
          -Command <text>    run a script given as text
          -File <script>     run a script file; everything after it goes to the script
          -ModulePath <path> import this module instead of the newest below out/FigshareTools
          -Version           show the versions of host and engine
          -Help              show this

        With neither -Command nor -File: a prompt.
        Exit code: 0; 1 when the script failed or reported an error; 2 for a wrong command line; 130 after Ctrl+C;
        N after 'exit N'.

        Example, from the folder of the repository:
        dotnet run --project src/FigshareTools.Host -- -Offline
            -Command "Import-Csv examples/plates.csv | Save-FigsharePlate -Destination plates"
        """;

    public static string Version
        => $"FigshareTools.Host {VersionOf(typeof(HostUsage))}, PowerShell engine {VersionOf(typeof(PowerShell))}";

    // What follows a plus sign is the commit, which tells a user nothing.
    private static string VersionOf(Type type)
        => type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+', ' ')[0];
}
