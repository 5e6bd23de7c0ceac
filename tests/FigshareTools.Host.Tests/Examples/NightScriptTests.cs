using System;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Hosting.Tests.Support;
using FigshareTools.Simulator;

namespace FigshareTools.Hosting.Tests.Examples;

/// <summary>
/// examples/overnight.ps1 on two nights: an outage that lasts until the deadline, then a connection that drips. WholeNightTests
/// runs an outage of 40 minutes, which needs a clock that skips waits; the cmdlets have that of the system.
/// </summary>
public sealed class NightScriptTests : IAsyncLifetime
{
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
    public async Task Second_night_completes_what_an_outage_stopped()
    {
        foreach (var point in new[] { FaultPoint.Redirect, FaultPoint.Downloader })
        {
            _scripts.Figshare.Faults.Add(Fault.Challenge(point) with { Times = int.MaxValue });
        }

        // Long enough for the first request of each plate; the outage has no end.
        _scripts.SetDefault("Save-FigsharePlate:StopAfter", "'00:00:03'");
        Assert.Equal(3, Run(_scripts));

        Assert.Contains("0 of 2 plates are there, 2 not finished", _scripts.Output, StringComparison.Ordinal);
        Assert.Contains("the firewall of 127.0.0.1 challenged the request", Report(), StringComparison.Ordinal);

        _scripts.Figshare.Faults.Clear();
        _scripts.Figshare.Faults.Add(Fault.Drip(bytesPerSecond: 20));
        await using var second = _scripts.OpenSession();
        second.SetDefault("*-Figshare*:MaximumRetryCount", "3");
        second.SetDefault("Save-FigsharePlate:OperationTimeoutSeconds", "1");
        Assert.Equal(0, Run(second));

        Assert.Equal(["SQ1,Md5", "SQ2,Md5"], Results());
        Assert.Contains("Runs of this night", Report(), StringComparison.Ordinal);
        CheckLog([.. File.ReadAllLines(Path.Combine(Plates, "night.jsonl")).Select(line => JsonNode.Parse(line)!.AsObject())]);
    }

    private static void CheckLog(JsonObject[] lines)
    {
        Assert.Contains(lines, line => (string)line["event"]! == "plateWaiting"
            && (string)line["reason"]! == "127.0.0.1 refuses this network (HTTP 202)");
        Assert.Contains(lines, line => (string)line["event"]! == "plateRetried"
            && ((string)line["reason"]!).Contains("sent only", StringComparison.Ordinal));
        Assert.Equal(
            ["deadline", "completed"],
            lines.Where(line => (string)line["event"]! == "runEnded").Select(line => (string)line["reason"]!));
    }

    private string Report() => File.ReadAllText(Path.Combine(Plates, "report.html"));

    /// <summary>The plates of results.csv and what they were verified with.</summary>
    private string[] Results()
    {
        var lines = File.ReadAllLines(Path.Combine(Plates, "results.csv"))
            .Select(line => line.Replace("\"", "", StringComparison.Ordinal).Split(',')).ToList();
        var (plate, verified) = (Array.IndexOf(lines[0], "Plate"), Array.IndexOf(lines[0], "Verified"));
        return [.. lines.Skip(1).Select(cells => $"{cells[plate]},{cells[verified]}").Order()];
    }

    private int Run(ExampleScripts scripts) => scripts.Run(
        "overnight.ps1",
        ["-Csv", _folder.Write("plates.csv", "plate,file_name,figshare_id,article_id\nSQ1,1.bin,1,4\nSQ2,2.bin,2,4\n"),
            "-Destination", Plates]);
}
