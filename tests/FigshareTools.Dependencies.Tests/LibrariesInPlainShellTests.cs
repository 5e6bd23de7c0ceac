using System.Threading.Tasks;

namespace FigshareTools.Dependencies.Tests;

/// <summary>In the bare engine of PowerShell.</summary>
public sealed class LibrariesInPlainShellTests : LibrariesOfOthersTests
{
    [Theory]
    [MemberData(nameof(Cases))]
    public Task The_module_and_libraries_of_others_work_in_one_process(string set, string order) =>
        AssertBothWorkAsync(set, order, "dotnet", TestSettings.PlainShell);
}
