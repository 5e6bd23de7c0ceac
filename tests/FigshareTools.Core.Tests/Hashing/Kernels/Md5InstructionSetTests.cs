using System;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using FigshareTools.Hashing;

namespace FigshareTools.Core.Tests.Hashing.Kernels;

/// <summary>Runs the tests of the kernels in processes with fewer instruction sets than the machine has.</summary>
public class Md5InstructionSetTests(ITestOutputHelper output)
{
    [Theory(Timeout = 240_000)]
    [InlineData(8, "DOTNET_EnableAVX512", "DOTNET_EnableAVX512F")] // The second name is that of .NET 8 and 9.
    [InlineData(4, "DOTNET_EnableAVX2")]
    [InlineData(1, "DOTNET_EnableHWIntrinsic")]
    public async Task Kernel_tests_pass_without_an_instruction_set(int lanes, params string[] switches)
    {
        lanes = Math.Min(lanes, Md5Kernels.SupportedLanes);
        if (lanes == Md5Kernels.SupportedLanes)
        {
            output.WriteLine($"The widest kernel of this machine has {lanes} lanes: {switches[0]} changes nothing.");
        }

        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in new[]
        {
            typeof(Md5InstructionSetTests).Assembly.Location, "-noLogo", "-noColor",
            "-class", typeof(Md5KernelTests).FullName!, "-class", typeof(Md5RandomTests).FullName!,
        })
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment[Md5KernelTests.ExpectedLanes] = lanes.ToString(CultureInfo.InvariantCulture);
        foreach (var name in switches)
        {
            start.Environment[name] = "0";
        }

        using var child = Process.Start(start)!;
        var text = await child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);

        output.WriteLine(text);
        Assert.Equal(0, child.ExitCode);
        Assert.Matches(new Regex("Total: [1-9].* Errors: 0, Failed: 0"), text);
    }
}
