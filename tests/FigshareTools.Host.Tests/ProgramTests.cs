using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Hosting.Tests.Support;

namespace FigshareTools.Hosting.Tests;

/// <summary>Runs the program in a process.</summary>
public sealed class ProgramTests : IDisposable
{
    private const int Sigint = 2;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Version_option_shows_only_the_version()
    {
        using var program = Start("-Version");

        var output = await program.StandardOutput.ReadToEndAsync(Stop);
        Assert.StartsWith("FigshareTools.Host ", output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Success, await WaitForExitCodeAsync(program));
    }

    [Fact]
    public async Task Invalid_command_line_shows_the_usage_on_the_error_stream()
    {
        using var program = Start("-Nonsense");

        var error = await program.StandardError.ReadToEndAsync(Stop);
        Assert.StartsWith("'-Nonsense' is not an option.", error, StringComparison.Ordinal);
        Assert.Contains("Usage:", error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, await WaitForExitCodeAsync(program));
    }

    [Fact]
    public async Task Missing_module_is_a_failure()
    {
        using var program = Start("-ModulePath", _folder.PathOf("no.psd1"), "-Command", "1");

        var error = await program.StandardError.ReadToEndAsync(Stop);
        Assert.StartsWith("The module cannot be imported: ", error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failure, await WaitForExitCodeAsync(program));
    }

    [Fact]
    public async Task Script_runs_with_the_module_and_sets_the_exit_code()
    {
        var script = _folder.Write("run.ps1", "(Get-Command Save-FigsharePlate).ModuleName; exit $args.Count");

        using var program = Start("-File", script, "a", "b");

        Assert.Equal("FigshareTools", (await program.StandardOutput.ReadToEndAsync(Stop)).TrimEnd());
        Assert.Equal(2, await WaitForExitCodeAsync(program));
    }

    [Fact]
    public async Task Piped_lines_run_at_the_prompt()
    {
        using var program = Start();
        await program.StandardInput.WriteAsync("$plates = 9\n\"$plates plates\"\nexit 7\n".AsMemory(), Stop);
        program.StandardInput.Close();

        Assert.Contains("FT> 9 plates", await program.StandardOutput.ReadToEndAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(7, await WaitForExitCodeAsync(program));
    }

    [Fact]
    public async Task First_interrupt_ends_the_script_after_its_cleanup()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals between processes.");
        Assert.SkipWhen(IgnoresInterrupts(), "Programs in the background of a shell ignore interrupts.");
        using var program = Start(
            "-Command", "try { 'running'; while ($true) { $null = 1 } } finally { $Host.UI.WriteLine('cleaned up') }");
        try
        {
            Assert.Equal("running", await program.StandardOutput.ReadLineAsync(Stop));

            Assert.Equal(0, Kill(program.Id, Sigint));

            Assert.Equal("cleaned up", (await program.StandardOutput.ReadToEndAsync(Stop)).TrimEnd());
            Assert.Equal(ExitCode.Interrupted, await WaitForExitCodeAsync(program));
        }
        finally
        {
            program.Kill();
        }
    }

    private static Process Start(params string[] arguments)
    {
        var runtime = RuntimeEnvironment.GetRuntimeDirectory();
        var dotnet = Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", "dotnet"));
        var host = Path.Combine(AppContext.BaseDirectory, "FigshareTools.Host.dll");
        return Process.Start(new ProcessStartInfo(dotnet, ["exec", host, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    // A child process inherits ignored signals.
    private static bool IgnoresInterrupts()
    {
        const string Status = "/proc/self/status";
        const string Ignored = "SigIgn:";
        var ignored = File.Exists(Status)
            ? File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(Ignored, StringComparison.Ordinal))
            : null;
        var signals = ignored is null ? 0 : Convert.ToUInt64(ignored[Ignored.Length..].Trim(), 16);
        return (signals & (1 << (Sigint - 1))) != 0;
    }

    private static async Task<int> WaitForExitCodeAsync(Process program)
    {
        await program.WaitForExitAsync(Stop);
        return program.ExitCode;
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
