using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Hosting.Tests.Support;
using FigshareTools.Simulator;

namespace FigshareTools.Hosting.Tests.Examples;

/// <summary>examples/overnight.ps1: each exit code, in a session that finds the module beside the script.</summary>
public sealed class OvernightScriptTests : IAsyncLifetime
{
    private const string Header = "plate,file_name,figshare_id,article_id\n";

    private readonly TemporaryFolder _folder = new();
    private ExampleScripts _scripts = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Plates => _folder.PathOf("plates");

    public async ValueTask InitializeAsync() => _scripts = await ExampleScripts.StartAsync(Stop);

    public async ValueTask DisposeAsync()
    {
        await _scripts.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public void All_plates_there_is_0_with_a_report()
    {
        Assert.Equal(0, Run("SQ1,1.bin,1,4\nSQ2,2.bin,2,4\n"));

        Assert.StartsWith("FigshareTools: All 2 plates are there.", _scripts.Output, StringComparison.Ordinal);
        Assert.Contains("SQ2", File.ReadAllText(Path.Combine(Plates, "report.html")), StringComparison.Ordinal);
        Assert.Equal(3, File.ReadAllLines(Path.Combine(Plates, "results.csv")).Length);
    }

    [Fact]
    public void Failed_plate_is_1_and_is_named()
    {
        Assert.Equal(1, Run("SQ1,1.bin,1,4\nSQ9,9.bin,9,4\n"));

        Assert.Contains("1 of 2 plates is there, 1 failed", _scripts.Output, StringComparison.Ordinal);
        Assert.Contains("SQ9", _scripts.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Row_that_cannot_be_read_is_1() => Assert.Equal(1, Run("SQ1,1.bin,1,4\nSQ2,2.bin,two,4\n"));

    [Theory]
    [InlineData("")]
    [InlineData(Header)]
    [InlineData("\0\u0001 no table")]
    [InlineData(Header + "SQ2,2.bin,two,4\n")]
    [InlineData(Header + "SQ8,8.bin,8,4\nSQ9,9.bin,9,4\n")]
    public void Table_of_which_no_plate_can_be_saved_is_2(string table)
    {
        Assert.Equal(2, _scripts.Run("overnight.ps1", "-Csv", _folder.Write("plates.csv", table), "-Destination", Plates));
    }

    [Fact]
    public void Deadline_is_3_and_stands_in_the_log()
    {
        using var hold = _scripts.Figshare.Faults.HoldBodies(afterBytes: 1000);
        _scripts.SetDefault("Save-FigsharePlate:StopAfter", "'00:00:02'");

        Assert.Equal(3, Run("SQ1,1.bin,1,4\nSQ2,2.bin,2,4\n"));

        Assert.Contains("DeadlineReached", File.ReadAllText(Path.Combine(Plates, "night.jsonl")), StringComparison.Ordinal);
    }

    [Fact]
    public void Deadline_during_the_second_attempt_is_3()
    {
        _scripts.Figshare.Faults.Add(Fault.NotFound(FaultPoint.Redirect) with { FileId = 2 });
        _scripts.Figshare.Faults.Add(Fault.Stall(afterBytes: 1000) with { FileId = 2, Times = int.MaxValue });
        _scripts.SetDefault("Save-FigsharePlate:StopAfter", "'00:00:02'");

        Assert.Equal(3, Run("SQ1,1.bin,1,4\nSQ2,2.bin,2,4\n"));
    }

    [Theory]
    [InlineData("06:30")]
    [InlineData("18:45:30")]
    public void StopAt_is_the_next_time_that_the_clock_shows_it(string stopAt)
    {
        Assert.Equal(0, Run("SQ1,1.bin,1,4\n", "-StopAt", stopAt));

        NightLog.AssertStopsAt(stopAt, Path.Combine(Plates, "night.jsonl"));
    }

    [Theory]
    [InlineData("6")]
    [InlineData("24:00")]
    [InlineData("1.06:30")]
    [InlineData("06:60")]
    [InlineData("tomorrow")]
    public void StopAt_that_is_no_time_of_the_day_is_2(string stopAt)
    {
        Assert.Equal(2, Run("SQ1,1.bin,1,4\n", "-StopAt", stopAt));

        Assert.Contains($"-StopAt '{stopAt}' is no time of the day", _scripts.Error, StringComparison.Ordinal);
        Assert.Empty(_scripts.Figshare.Log.Snapshot());
    }

    [Fact]
    public void Deadline_before_the_second_attempt_is_3_with_a_report()
    {
        // The log exists when the first attempt has begun.
        _scripts.SetDefault("Save-FigsharePlate:StopAt", $$"""
            {
                if ([IO.File]::Exists('{{Path.Combine(Plates, "night.jsonl")}}')) { [datetime]'2020-01-01' }
                else { [datetime]'2099-01-01' }
            }
            """);

        Assert.Equal(3, Run("SQ1,1.bin,1,4\nSQ9,9.bin,9,4\n"));

        Assert.Contains("1 of 2 plates is there, 1 failed", _scripts.Output, StringComparison.Ordinal);
        Assert.Contains("SQ9", File.ReadAllText(Path.Combine(Plates, "report.html")), StringComparison.Ordinal);
        Assert.Equal(2, File.ReadAllLines(Path.Combine(Plates, "results.csv")).Length);
    }

    [Fact]
    public void Timetable_in_one_text_is_divided_into_its_entries()
    {
        Assert.Equal(0, Run("SQ1,1.bin,1,4\n", "-BandwidthSchedule", "Sat,Sun 18:00=0,06:00=10MB"));

        var log = File.ReadAllText(Path.Combine(Plates, "night.jsonl"));
        Assert.Contains("[\"Sat,Sun 18:00=0\",\"06:00=10MB\"]", log, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_table_is_2_and_is_named()
    {
        Assert.Equal(2, _scripts.Run("overnight.ps1", "-Csv", _folder.PathOf("no.csv"), "-Destination", Plates));

        Assert.StartsWith("Nothing could be done: The table", _scripts.Error, StringComparison.Ordinal);
        Assert.Contains("no.csv", _scripts.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_parameter_is_2_and_asks_nothing() => Assert.Equal(2, _scripts.Run("overnight.ps1", "-Csv", "plates.csv"));

    [Fact]
    public void Destination_that_is_a_file_is_2()
    {
        var file = _folder.Write("file");

        var table = _folder.Write("plates.csv", Header + "SQ1,1.bin,1,4");
        Assert.Equal(2, _scripts.Run("overnight.ps1", "-Csv", table, "-Destination", file));
    }

    [Fact]
    public void Script_in_the_folder_of_the_module_finds_it()
    {
        var table = _folder.Write("plates.csv", Header + "SQ1,1.bin,1,4\n");
        var shipped = Directory.EnumerateFiles(
            Path.Combine(ExampleScripts.ExamplesFolder, "..", "out"), "overnight.ps1", SearchOption.AllDirectories).First();

        Assert.Equal(0, _scripts.Run(shipped, "-Csv", table, "-Destination", Plates));
    }

    [Fact]
    public void Second_run_skips_what_is_there_and_continues_the_log()
    {
        Run("SQ1,1.bin,1,4\n");

        Assert.Equal(0, Run("SQ1,1.bin,1,4\n"));
        var log = File.ReadAllLines(Path.Combine(Plates, "night.jsonl"));
        Assert.Equal(2, log.Count(line => line.Contains("\"runStarted\"", StringComparison.Ordinal)));
        Assert.Contains(log, line => line.Contains("\"status\":\"Skipped\"", StringComparison.Ordinal));
    }

    private int Run(string rows, params string[] arguments) => _scripts.Run(
        "overnight.ps1", ["-Csv", _folder.Write("plates.csv", Header + rows), "-Destination", Plates, .. arguments]);
}
