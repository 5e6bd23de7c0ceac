using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Runs;
using FigshareTools.Simulator;
using Microsoft.Extensions.Time.Testing;

namespace FigshareTools.Core.Tests.Responses;

/// <summary>Times in which both the API and the downloader refuse this client.</summary>
public class OutageTests : TransferTest
{
    [Fact]
    public async Task Outage_of_40_minutes_ends_with_all_plates_saved()
    {
        var plates = PublishPlates(12);
        var refusals = BeginOutage("challenge", minutes: 40);

        var outcome = await SaveAsync(plates);

        Assert.Equal(12, outcome.Results.Count);
        Assert.Equal([2, 4, 8, 15, 15], Clock.Waits.Take(5).Select(wait => wait.TotalMinutes));
        // A plate that was refused just before the end of the outage waits once more by itself.
        Assert.All(Clock.Waits.Skip(5), wait => Assert.Equal(2, wait.TotalMinutes));
        // The plates in flight at the beginning, then one plate a probe.
        Assert.All(refusals, fault => Assert.InRange(fault.Hits, 1 + 4, 5 + 4));
        // No other request: after the outage each plate is asked for once, at the host that has answered.
        Assert.Equal(
            12 + refusals.Sum(fault => fault.Hits),
            Figshare.Log.Count(FaultPoint.Redirect) + Figshare.Log.Count(FaultPoint.Downloader));
    }

    /// <summary>Three refused files in a row open a circuit, so that the first plates wait by themselves.</summary>
    [Fact]
    public async Task Refusals_of_several_files_are_an_outage_too()
    {
        var plates = PublishPlates(12);
        var refusals = BeginOutage("403 html", minutes: 40);

        Assert.Equal(12, (await SaveAsync(plates)).Results.Count);

        Assert.All(refusals, fault => Assert.InRange(fault.Hits, 3, 5 + 4 + 2));
    }

    [Fact]
    public async Task Outage_of_61_minutes_ends_with_one_error_for_each_plate()
    {
        var plates = PublishPlates(30);
        var refusals = BeginOutage("challenge", minutes: 61);

        var outcome = await SaveAsync(plates);

        Assert.Empty(outcome.Results);
        Assert.Equal(plates.Select(plate => plate.FileId), outcome.Failures.Select(failure => failure.Plate.FileId).Order());
        Assert.Equal([2, 4, 8, 15, 15, 15, 1], Clock.Waits.Select(wait => wait.TotalMinutes));
        Assert.All(refusals, fault => Assert.InRange(fault.Hits, 1 + 6, 5 + 6));
        foreach (var (plate, error) in outcome.Failures.Select(failure => (failure.Plate, failure.Error)))
        {
            var wasAsked = Figshare.Log.Count(request => request.FileId == plate.FileId) > 0;
            Assert.Equal(FigshareErrorId.WafChallenge, error.ErrorId);
            Assert.StartsWith($"{plate.FileId} (file {plate.FileId}): ", error.Message, StringComparison.Ordinal);
            Assert.Contains("the firewall of 127.0.0.1 challenged", error.Message, StringComparison.Ordinal);
            Assert.Contains("the outage has lasted 60 minutes", error.Message, StringComparison.Ordinal);
            Assert.Contains("-MaximumOutageMinutes", error.Message, StringComparison.Ordinal);
            Assert.Equal(!wasAsked, error.Message.Contains("not asked, because", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_run_of_one_plate_waits_too_and_uses_one_retry()
    {
        var plate = PublishBytes();
        BeginOutage("403 html", minutes: 40);

        Assert.Equal(PlateStatus.Downloaded, (await SaveAsync(Options with { MaximumRetryCount = 1 }, plate)).Result.Status);

        // The retry comes after two minutes. It shows that the hosts refuse everything.
        Assert.Equal([2, 4, 8, 15, 15], Clock.Waits.Select(wait => wait.TotalMinutes));
    }

    [Fact]
    public async Task A_single_plate_fails_with_its_own_cause_after_the_outage()
    {
        var plate = PublishBytes();
        BeginOutage("403 html", minutes: 600);

        var failure = (await SaveAsync(plate)).Failure;

        Assert.Equal(FigshareErrorId.AccessRefused, failure.ErrorId);
        Assert.StartsWith("100 (file 100): 127.0.0.1 is refusing this client", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outage_limit_of_zero_fails_at_once()
    {
        var plates = PublishPlates(5);
        BeginOutage("403 html", minutes: 600);

        var outcome = await SaveAsync(Options with { MaximumOutage = TimeSpan.Zero }, plates);

        Assert.Equal(5, outcome.Failures.Count);
        Assert.Empty(Clock.Waits);
    }

    [Fact]
    public async Task Outage_of_one_host_lets_no_plate_wait()
    {
        var plates = PublishPlates(12);
        Figshare.Faults.Add(Fault.Challenge(FaultPoint.Redirect) with { Times = int.MaxValue });

        var outcome = await SaveAsync(plates);

        Assert.Equal(12, outcome.Results.Count);
        Assert.Empty(Clock.Waits);
        Assert.InRange(Figshare.Log.Count(FaultPoint.Redirect), 1, 5);
    }

    [Fact]
    public async Task Each_change_of_a_circuit_is_one_message()
    {
        var plates = PublishPlates(5);
        BeginOutage("challenge", minutes: 5);

        var messages = (await SaveAsync(plates)).Messages;

        // Two hosts: opened, and refused again after two minutes. The API answers after six. The downloader does too, if a plate
        // learns of the refusal so late that another one is asking the API.
        Assert.Equal(
            2, messages.Count(message => message.Contains("): 127.0.0.1 refuses this network", StringComparison.Ordinal)));
        Assert.Equal(2, messages.Count(message => message.Contains("127.0.0.1 still refuses", StringComparison.Ordinal)));
        Assert.InRange(
            messages.Count(message => message.EndsWith("127.0.0.1 answers this network again", StringComparison.Ordinal)), 1, 2);
        Assert.Contains(messages, message => message.Contains("it is asked again at ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Progress_says_why_a_plate_waits_and_until_when()
    {
        var clock = new FakeTimeProvider(Clock.GetUtcNow());
        var plate = PublishBytes();
        var refusals = BeginOutage("challenge", minutes: 600);
        using var run = StartSave(Options with { Clock = clock }, plate);
        run.Run.Complete();
        PlateProgress? waiting = null;

        await run.WaitForProgressAsync(
            progress => (waiting = progress.InFlight.FirstOrDefault(item => item.Activity == PlateActivity.Waiting)) is not null,
            Stop);
        Assert.Equal("127.0.0.1 refuses this network (HTTP 202)", waiting!.Wait!.Cause.Summary);
        Assert.Equal(clock.GetUtcNow().AddMinutes(2), waiting.Wait.Until);

        foreach (var fault in refusals)
        {
            Figshare.Faults.Remove(fault);
        }

        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(PlateStatus.Downloaded, (await run.EndAsync(Stop)).Result.Status);
        Assert.Null(waiting.Wait);
    }

    [Fact]
    public async Task A_run_that_waits_is_cancelled_at_once()
    {
        var clock = new FakeTimeProvider(Clock.GetUtcNow());
        var plates = PublishPlates(3);
        BeginOutage("challenge", minutes: 600);
        using var run = StartSave(Options with { Clock = clock }, plates);
        run.Run.Complete();
        await run.WaitForProgressAsync(
            progress => progress.InFlight.Count(item => item.Activity == PlateActivity.Waiting) == 3, Stop);

        run.Run.Cancel();

        var outcome = await run.EndAsync(Stop);
        Assert.Empty(outcome.Failures);
        Assert.Empty(outcome.Results);
    }

    [Fact]
    public async Task A_row_without_a_name_waits_for_the_API()
    {
        var plate = PublishBytes();
        Figshare.Faults.Add(Fault.ForbiddenHtml(FaultPoint.Api) with { Times = int.MaxValue, When = IsBefore(40) });

        var result = (await SaveAsync(new FigsharePlate { FileId = plate.FileId, ArticleId = ArticleId })).Result;

        Assert.Equal(VerificationLevel.Md5, result.Verified);
        Assert.Equal([2, 4, 8, 15, 15], Clock.Waits.Select(wait => wait.TotalMinutes));
    }

    private List<FigsharePlate> PublishPlates(int count) =>
        [.. Enumerable.Range(100, count).Select(id => PublishBytes(1000, id))];

    /// <summary>Both hosts refuse all requests for some minutes of the test's clock.</summary>
    private ActiveFault[] BeginOutage(string refusal, int minutes) =>
    [
        .. new[] { FaultPoint.Redirect, FaultPoint.Downloader }.Select(point => Figshare.Faults.Add(
            (refusal == "challenge" ? Fault.Challenge(point) : Fault.ForbiddenHtml(point)) with
            {
                Times = int.MaxValue,
                When = IsBefore(minutes),
            })),
    ];

    private Func<bool> IsBefore(int minutes)
    {
        var end = Clock.GetUtcNow().AddMinutes(minutes);
        return () => Clock.GetUtcNow() < end;
    }
}
