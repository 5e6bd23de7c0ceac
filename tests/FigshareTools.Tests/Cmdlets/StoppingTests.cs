using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Threading.Tasks;
using FigshareTools.Hosting;
using FigshareTools.Tests.Support;

namespace FigshareTools.Tests.Cmdlets;

/// <summary>
/// Ways in which a pipeline ends before its last row: each one ends all downloads, and the next call completes the plates.
/// </summary>
public class StoppingTests : ModuleTest
{
    private const int FirstId = 11;
    private const int LastId = 30;
    private const int PlatesAtOnce = 5;
    private const int HeldAfter = 1 << 20;

    private const string Save = """
        Import-Module $Manifest
        11..30 | ForEach-Object { [pscustomobject]@{ id = $_; name = "$_.bin" } } |
            Save-FigsharePlate -Destination $Folder -ApiUri $Api -DownloadUri $Download
        """;

    private object[] Arguments => [ModuleUnderTest.Manifest, Folder, Figshare.ApiUri.ToString(), Figshare.DownloadUri.ToString()];

    [Fact]
    public async Task Select_Object_First_ends_all_downloads()
    {
        PublishAll(firstLength: 1000);
        using var hold = Figshare.Faults.HoldBodies(HeldAfter);
        Run("param($Assembly) Import-Module -Assembly $Assembly", typeof(SelectFirstCommand).Assembly).Clean();

        var outcome = await Task.Run(() => Run(WithParameters($"{Save} | Select-First"), Arguments), Stop).WaitAsync(Stop);

        Assert.Single(outcome.Clean().Output);
        await AssertStoppedAsync(complete: [$"{FirstId}.bin"]);
        hold.Release();
        AssertNextCallCompletes();
    }

    [Fact]
    public async Task Closing_the_runspace_ends_all_downloads()
    {
        PublishAll();
        using var hold = Figshare.Faults.HoldBodies(HeldAfter);
        var session = ModuleSession.Open(ModuleUnderTest.Manifest);
        using var shell = session.Create();
        shell.AddScript(WithParameters(Save)).AddParameters(Arguments).BeginInvoke();
        await Figshare.Log.WaitForCurrentBodiesAsync(PlatesAtOnce, Stop);

        await Task.Run(session.Dispose, Stop).WaitAsync(Stop);

        await AssertStoppedAsync(complete: []);
        hold.Release();
        AssertNextCallCompletes();
    }

    [Fact]
    public async Task Stop_Job_ends_all_downloads()
    {
        PublishAll();
        using var hold = Figshare.Faults.HoldBodies(HeldAfter);
        var inJob = Save.Replace("$", "$using:", StringComparison.Ordinal).Replace("$using:_", "$_", StringComparison.Ordinal);
        Run(WithParameters($"$global:job = 1 | ForEach-Object -AsJob -Parallel {{ {inJob} }}"), Arguments).Clean();
        await Figshare.Log.WaitForCurrentBodiesAsync(PlatesAtOnce, Stop);

        var outcome = await Task.Run(() => Run("Stop-Job $global:job; $global:job.State; Remove-Job $global:job"), Stop)
            .WaitAsync(Stop);

        Assert.Equal("Stopped", outcome.Clean().Output.Single().ToString());
        await AssertStoppedAsync(complete: []);
        hold.Release();
        AssertNextCallCompletes();
    }

    [Fact]
    public void Slow_consumer_lets_only_a_few_rows_be_read_ahead()
    {
        const int AheadAtMost = 80;
        for (var id = FirstId; id < FirstId + 400; id++)
        {
            Publish(id, 100);
        }

        var outcome = Run("""
            $fed = 0; $done = 0; $ahead = 0
            11..410 | ForEach-Object { $fed++; [pscustomobject]@{ id = $_; name = "$_.bin" } } |
                Save-FigsharePlate -Destination $Folder -ThrottleLimit 2 |
                ForEach-Object { $done++; $ahead = [Math]::Max($ahead, $fed - $done) }
            $ahead, $done
            """).Clean();

        Assert.Equal(400, outcome.Output[1].BaseObject);
        Assert.InRange((int)outcome.Output[0].BaseObject, 0, AheadAtMost);
    }

    private static string WithParameters(string script) =>
        $"param($Manifest, $Folder, $Api, $Download){Environment.NewLine}{script}";

    private void PublishAll(int firstLength = 2 << 20)
    {
        Publish(FirstId, firstLength);
        for (var id = FirstId + 1; id <= LastId; id++)
        {
            Publish(id, 2 << 20);
        }
    }

    private async Task AssertStoppedAsync(string[] complete)
    {
        await Figshare.Log.WaitForNoBodiesAsync(Stop);
        Assert.Equal(complete, Directory.EnumerateFiles(Folder, "*.bin").Select(Path.GetFileName));
    }

    private void AssertNextCallCompletes()
    {
        Assert.Equal(LastId - FirstId + 1, Run(WithParameters(Save), Arguments).Clean().Output.Count);
        Assert.Empty(Directory.EnumerateFiles(Folder, "*.part*"));
    }
}

/// <summary>
/// Ends the pipeline after its first object as Select-Object -First 1 does, which is not part of PowerShell's engine alone.
/// </summary>
[Cmdlet(VerbsCommon.Select, "First")]
public sealed class SelectFirstCommand : PSCmdlet
{
    private static readonly Type s_stop = typeof(PSCmdlet).Assembly.GetType(
        "System.Management.Automation.StopUpstreamCommandsException", throwOnError: true)!;

    /// <summary>An object of the pipeline.</summary>
    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        WriteObject(InputObject);
        throw (Exception)Activator.CreateInstance(
            s_stop, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, null, [this], null)!;
    }
}
