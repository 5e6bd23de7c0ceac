using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace FigshareTools.Dependencies.Tests;

/// <summary>In PowerShell itself, where it is installed.</summary>
public sealed class LibrariesInPowerShellTests : LibrariesOfOthersTests
{
    private static string? InstalledPowerShell { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh"))
        .FirstOrDefault(File.Exists);

    [Theory]
    [MemberData(nameof(Cases))]
    public Task The_module_and_libraries_of_others_work_in_installed_PowerShell(string set, string order)
    {
        Assert.SkipWhen(InstalledPowerShell is null, "PowerShell (pwsh) is not installed.");

        return AssertBothWorkAsync(set, order, InstalledPowerShell!, "-NoProfile", "-NonInteractive", "-File");
    }
}
