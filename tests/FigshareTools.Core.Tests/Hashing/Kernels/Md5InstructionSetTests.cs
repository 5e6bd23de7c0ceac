using System;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using FigshareTools.Hashing;

namespace FigshareTools.Core.Tests.Hashing.Kernels;

/// <summary>The tests of the kernels, in processes that may not use all that this machine has.</summary>
public class Md5InstructionSetTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(8, "DOTNET_EnableAVX512", "DOTNET_EnableAVX512F")] // The later name is that of .NET 8 and 9.
    [InlineData(4, "DOTNET_EnableAVX2")]
    [InlineData(1, "DOTNET_EnableHWIntrinsic")]
    public async Task The_digests_are_right_without(int lanes, params string[] switches)
    {
        lanes = Math.Min(lanes, Md5Kernels.Widest);
        if (lanes == Md5Kernels.Widest)
        {
            output.WriteLine($"This machine's widest kernel has {lanes} lanes: {switches[0]} takes none from it.");
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
        var told = await child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);

        output.WriteLine(told);
        Assert.Equal(0, child.ExitCode);
        Assert.Matches(new Regex("Total: [1-9].* Errors: 0, Failed: 0"), told);
    }
}
