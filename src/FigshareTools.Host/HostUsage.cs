using System;
using System.Management.Automation;
using System.Reflection;

namespace FigshareTools.Hosting;

/// <summary>The help and version texts of the program.</summary>
internal static class HostUsage
{
    public const string Text = """
        Runs PowerShell with the FigshareTools module. Needs only the .NET SDK.

        Usage: FigshareTools.Host [-Offline] [-ModulePath <psd1 or dll>] [-Command <text> | -File <script> [arguments]]

          -Offline           use a Figshare simulator on this machine, with nine plates of 16 MiB
          -Command <text>    run the text as a script
          -File <script>     run a script file; all further arguments are passed to the script
          -ModulePath <path> import this module instead of the newest version in out/FigshareTools
          -Version           show the versions of the host and of the PowerShell engine
          -Help              show this help

        Without -Command and -File the host shows an interactive prompt.
        Exit codes: 0 for success; 1 if the script failed or reported an error; 2 for an invalid command line; 130 after
        Ctrl+C; N after 'exit N'.

        Example, in the folder of the repository:
        dotnet run --project src/FigshareTools.Host -- -Offline
            -Command "Import-Csv examples/plates.csv | Save-FigsharePlate -Destination plates"
        """;

    public static string Version
        => $"FigshareTools.Host {VersionOf(typeof(HostUsage))}, PowerShell engine {VersionOf(typeof(PowerShell))}";

    // The part after a plus sign is the commit, which is of no use in this text.
    private static string VersionOf(Type type)
        => type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+', ' ')[0];
}
