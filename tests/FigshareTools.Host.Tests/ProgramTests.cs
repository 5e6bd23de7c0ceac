using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Hosting.Tests.Support;

namespace FigshareTools.Hosting.Tests;

/// <summary>The program, as a shell starts it.</summary>
public sealed class ProgramTests : IDisposable
{
    private const int Sigint = 2;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_version_is_shown_and_nothing_else_done()
    {
        using Process program = Start("-Version");

        var output = await program.StandardOutput.ReadToEndAsync(Stop);
        Assert.StartsWith("FigshareTools.Host ", output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Success, await EndOf(program));
    }

    [Fact]
    public async Task A_wrong_command_line_shows_the_usage_on_the_error_stream()
    {
        using Process program = Start("-Nonsense");

        var error = await program.StandardError.ReadToEndAsync(Stop);
        Assert.StartsWith("'-Nonsense' is not an option.", error, StringComparison.Ordinal);
        Assert.Contains("Usage:", error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, await EndOf(program));
    }

    [Fact]
    public async Task A_module_that_is_not_there_is_a_failure()
    {
        using Process program = Start("-ModulePath", _folder.PathOf("no.psd1"), "-Command", "1");

        var error = await program.StandardError.ReadToEndAsync(Stop);
        Assert.StartsWith("The module cannot be imported: ", error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failure, await EndOf(program));
    }

    [Fact]
    public async Task A_script_runs_with_the_module_and_its_exit_code_is_that_of_the_program()
    {
        var script = _folder.Write("run.ps1", "(Get-Command Save-FigsharePlate).ModuleName; exit $args.Count");

        using Process program = Start("-File", script, "a", "b");

        Assert.Equal("FigshareTools", (await program.StandardOutput.ReadToEndAsync(Stop)).TrimEnd());
        Assert.Equal(2, await EndOf(program));
    }

    [Fact]
    public async Task Lines_piped_in_are_typed_at_the_prompt()
    {
        using Process program = Start();
        await program.StandardInput.WriteAsync("$plates = 9\n\"$plates plates\"\nexit 7\n".AsMemory(), Stop);
        program.StandardInput.Close();

        Assert.Contains("FT> 9 plates", await program.StandardOutput.ReadToEndAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(7, await EndOf(program));
    }

    [Fact]
    public async Task The_first_interrupt_ends_the_script_in_good_order()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals that a process could send to another.");
        Assert.SkipWhen(IgnoresInterrupts(), "Started in the background of a shell, programs are deaf to interrupts.");
        using Process program = Start(
            "-Command", "try { 'running'; while ($true) { $null = 1 } } finally { $Host.UI.WriteLine('in order') }");
        try
        {
            Assert.Equal("running", await program.StandardOutput.ReadLineAsync(Stop));

            Assert.Equal(0, Kill(program.Id, Sigint));

            Assert.Equal("in order", (await program.StandardOutput.ReadToEndAsync(Stop)).TrimEnd());
            Assert.Equal(ExitCode.Interrupted, await EndOf(program));
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

    // What is ignored here is ignored by every program started from here.
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

    private static async Task<int> EndOf(Process program)
    {
        await program.WaitForExitAsync(Stop);
        return program.ExitCode;
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
