using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using System.Xml;
using FigshareTools.Api;
using FigshareTools.Logs;
using FigshareTools.Reports;
using FigshareTools.Runs;
using FigshareTools.Simulator;
using FigshareTools.Torture.Faults;
using FigshareTools.Torture.Plates;
using FigshareTools.Torture.Saving;
using FigshareTools.Transfer;

namespace FigshareTools.Torture.Tests.Nights;

/// <summary>
/// Two nights of a job, with their log and their reports. The first one has an outage of 40 minutes, a connection that drips, a
/// storage that fails, and a deadline. The clock skips all waits.
/// </summary>
public sealed class WholeNightTests : IAsyncLifetime
{
    private const int Length = 3 << 20;
    private const int Kept = 2 << 20;

    private static readonly TimeSpan s_outage = TimeSpan.FromMinutes(40);
    private static readonly TimeSpan s_deadline = TimeSpan.FromMinutes(80);

    private readonly TemporaryFolder _folder = new(Path.GetTempPath());
    private readonly List<TorturePlate> _plates = [.. Enumerable.Range(101, 4).Select(PlateOf)];
    private FaultRig _rig = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Destination => Path.Combine(_folder.Path, "plates");

    private string LogFile => Path.Combine(_folder.Path, "night.jsonl");

    public async ValueTask InitializeAsync()
    {
        _rig = await FaultRig.StartAsync(Stop, watches: 1);
        _rig.Figshare.Catalog.Add(PlateSet.ToArticle(_plates));
        Directory.CreateDirectory(Destination);
    }

    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Two_nights_end_with_every_plate_verified_and_a_report()
    {
        PlanFirstNight();
        using var first = await RunNightAsync(_rig.Clock.GetUtcNow() + s_deadline);

        Assert.Equal([101, 102], first.Results.Select(result => result.FileId).Order());
        Assert.All(first.Results, result => Assert.Equal(VerificationLevel.Md5, result.Verified));
        Assert.All(first.Failures, failure => Assert.Equal(FigshareErrorId.DeadlineReached, failure.Error.ErrorId));
        CheckFirstNight(Lines());
        CheckPage(
            "2 of 4 plates are there, 2 not finished", "The run stopped at its deadline", "Outages",
            "the firewall of 127.0.0.1 challenged the request");

        _rig.Reset();
        _rig.Clock.Skip(TimeSpan.FromHours(24));
        using var second = await RunNightAsync(_rig.Clock.GetUtcNow() + s_deadline);

        Assert.Empty(second.Failures);
        Assert.Equal(
            [PlateStatus.Skipped, PlateStatus.Skipped, PlateStatus.Resumed, PlateStatus.Downloaded],
            second.Results.OrderBy(result => result.FileId).Select(result => result.Status));
        Assert.All(_plates, plate => Assert.Null(plate.FindDifference(Path.Combine(Destination, plate.Name))));
        Assert.Empty(Leftovers.In(Destination, _plates));
        Assert.Equal(["deadline", "completed"], Of(Lines(), "runEnded").Select(line => (string)line["reason"]!));
        CheckPage("All 4 plates are there", "All nights", "44 min");
    }

    private static TorturePlate PlateOf(int fileId)
    {
        var content = SimulatedContent.Pattern(Length, fileId);
        var name = $"P{fileId}.bin";
        return new TorturePlate(
            new FigsharePlate { Plate = $"P{fileId}", FileId = fileId, FileName = name, Length = Length, Md5 = content.Md5 },
            content);
    }

    private static IEnumerable<JsonObject> Of(IEnumerable<JsonObject> lines, string name) =>
        lines.Where(line => (string)line["event"]! == name);

    private void PlanFirstNight()
    {
        var faults = _rig.Figshare.Faults;
        var end = _rig.Clock.GetUtcNow() + s_outage;
        foreach (var point in new[] { FaultPoint.Redirect, FaultPoint.Downloader })
        {
            faults.Add(Fault.Challenge(point) with { Times = int.MaxValue, When = () => _rig.Clock.GetUtcNow() < end });
        }

        faults.Add(_rig.Dripper.Drip() with { FileId = 101 });
        faults.Add(Fault.Close(Kept) with { FileId = 103 });
        foreach (var fileId in new[] { 103, 104 })
        {
            faults.Add(Fault.Status(503, 600, FaultPoint.Storage) with { FileId = fileId, Times = int.MaxValue });
        }
    }

    /// <summary>Saves all plates, as the job does each night, and logs what happens.</summary>
    private async Task<PlateOutcomes> RunNightAsync(DateTimeOffset stopAt)
    {
        var options = new SaveOptions
        {
            Destination = Destination,
            ThrottleLimit = 2,
            SegmentCount = 1,
            StopAt = stopAt,
            Endpoints = new FigshareEndpoints(_rig.Figshare.ApiUri, _rig.Figshare.DownloadUri),
            Clock = _rig.Clock,
        };
        var outcomes = new PlateOutcomes();
        using var log = EventLog.Open(LogFile, new RunDescription("0.1.0", "Tests", options));
        using var run = new SaveRun(options, plateEvent =>
        {
            log.Record(plateEvent);
            outcomes.Add(plateEvent);
        });
        log.Watch(run);
        Assert.All(_plates, plate => Assert.True(run.TryAdd(plate.Row)));
        run.Complete();
        await run.Ended.WaitAsync(Stop);
        log.End(run.HasEndedEarly ? RunEndReason.Deadline : RunEndReason.Completed);
        await log.Ended.WaitAsync(Stop);
        return outcomes;
    }

    private static void CheckFirstNight(List<JsonObject> lines)
    {
        Assert.Equal("runStarted", (string)lines[0]["event"]!);
        Assert.NotEmpty(Of(lines, "outageStarted"));
        // The hosts are probed after 2, 4, 8, 15 and 15 minutes.
        Assert.InRange((double)Of(lines, "outageEnded").First()["seconds"]!, 44 * 60, 45 * 60);
        Assert.All(Of(lines, "plateWaiting"), line =>
            Assert.Equal("127.0.0.1 refuses this network (HTTP 202)", (string)line["reason"]!));
        Assert.NotEmpty(Of(lines, "plateWaiting"));
        Assert.Contains(Of(lines, "plateRetried"), line =>
            ((string)line["reason"]!).StartsWith("127.0.0.1 sent only 0 bytes a second", StringComparison.Ordinal));
        Assert.Contains(Of(lines, "plateRetried"), line => (int?)line["statusCode"] == 503 && (double)line["seconds"]! >= 600);
        Assert.Equal(
            [(103, Kept), (104, 0)],
            Of(lines, "plateFailed").Select(line => ((int)line["fileId"]!, (int)line["bytes"]!)).Order());
        Assert.Equal("deadline", (string)lines[^1]["reason"]!);
    }

    private void CheckPage(params string[] texts)
    {
        var page = Path.Combine(_folder.Path, "night.html");
        RunReport.FromLogs([LogFile], _rig.Clock, Stop).Save(page);
        var document = new XmlDocument { XmlResolver = null };
        document.Load(page);
        var text = document.DocumentElement!.InnerText;
        Assert.All(texts, part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    private List<JsonObject> Lines() => [.. File.ReadAllLines(LogFile).Select(line => JsonNode.Parse(line)!.AsObject())];
}
