using System.Linq;
using System.Reflection;

namespace FigshareTools.Dependencies.Tests;

/// <summary>Paths that the build wrote into this assembly.</summary>
internal static class TestSettings
{
    /// <summary>The folder of the module as the build laid it out.</summary>
    public static string Module { get; } = Metadata("Module");

    /// <summary>The program that runs a script in PowerShell's engine alone.</summary>
    public static string PlainShell { get; } = Metadata("PlainShell");

    private static string Metadata(string key) => typeof(TestSettings).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
