using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Simulator;

namespace FigshareTools.Core.Tests.Logs;

/// <summary>The lines of the log for what can happen to plates.</summary>
public class LoggedRunTests : LogTest
{
    [Fact]
    public async Task Saved_plate_has_a_line_for_each_stage()
    {
        var plate = PublishBytes(length: 2_000);

        var lines = await SaveAndLogAsync(Options with { SegmentCount = 1 }, plate);

        Assert.Equal(
            [
                "runStarted", "plateStarted", "connections", "connections", "plateVerified", "platePublished", "runEnded",
            ],
            NamesOf(lines));
        var common = $"\"schema\":1,\"time\":\"2026-11-24T21:00:00.123Z\",\"run\":\"0123456789abcdef\"";
        Assert.Equal(
            [
                $$"""{{{common}},"event":"plateStarted","plate":1,"name":"100","fileName":"100.bin","fileId":100"""
                    + $$""","length":2000,"md5":"{{plate.Md5}}"}""",
                $$"""{{{common}},"event":"connections","plate":1,"count":1}""",
                $$"""{{{common}},"event":"connections","plate":1,"count":0}""",
                $$"""{{{common}},"event":"plateVerified","plate":1,"verified":"Md5","md5":"{{plate.Md5}}"}""",
            ],
            lines.Skip(1).Take(4).Select(Text));
        var published = Only(lines, "platePublished");
        Assert.Equal("Saved", (string)published["status"]!);
        Assert.Equal("127.0.0.1", (string)published["host"]!);
        Assert.Equal(2000, (long)published["bytesTransferred"]!);
        Assert.Equal(
            ["schema", "time", "run", "event", "plate", "status", "name", "path", "length", "verified", "md5",
                "bytesTransferred", "seconds", "host"],
            published.Select(member => member.Key));
        Assert.Equal((1, 0, 0), Sums(lines));
    }

    [Fact]
    public async Task First_line_describes_the_run_without_secrets()
    {
        var lines = await LogAsync([]);

        var first = lines[0];
        Assert.Equal(
            ["schema", "time", "run", "event", "version", "computer", "processId", "shell", "destination", "options"],
            first.Select(member => member.Key));
        Assert.Equal("Test 1.0", (string)first["shell"]!);
        Assert.Equal(5, (int)first["options"]!["throttleLimit"]!);
        Assert.Equal(60, (int)first["options"]!["maximumOutageMinutes"]!);
        Assert.False((bool)first["options"]!["force"]!);
        Assert.False(first["options"]!.AsObject().ContainsKey("segmentCount"));
    }

    [Fact]
    public async Task Retry_says_attempt_host_status_and_delay()
    {
        var plate = PublishBytes();
        Figshare.Faults.Add(Fault.Status(503, point: FaultPoint.Storage) with { Times = 2 });

        var retries = (await SaveAndLogAsync(Options with { SegmentCount = 1 }, plate))
            .Where(line => (string)line["event"]! == "plateRetried").ToArray();

        Assert.Equal([1, 2], retries.Select(line => (int)line["attempt"]!));
        Assert.All(retries, line =>
        {
            Assert.Equal("127.0.0.1", (string)line["host"]!);
            Assert.Equal("ServerError", (string)line["errorId"]!);
            Assert.Equal(503, (int)line["statusCode"]!);
            Assert.Equal("127.0.0.1 failed (HTTP 503)", (string)line["reason"]!);
        });
        Assert.InRange((double)retries[0]["seconds"]!, 0.75, 1.25);
        Assert.Equal(0, (long)retries[0]["bytes"]!);
    }

    [Fact]
    public async Task Outage_is_logged_with_waits_and_its_end()
    {
        var plate = PublishBytes();
        var end = Clock.GetUtcNow().AddMinutes(5);
        foreach (var point in new[] { FaultPoint.Redirect, FaultPoint.Downloader })
        {
            Figshare.Faults.Add(Fault.Challenge(point) with { Times = int.MaxValue, When = () => Clock.GetUtcNow() < end });
        }

        var lines = await SaveAndLogAsync(Options, plate);

        // Both hosts refuse; the first one answers after six minutes. The plate waits 2, then 4 minutes.
        Assert.Equal(2, lines.Count(line => (string)line["event"]! == "outageStarted"));
        Assert.Equal(360, (double)Only(lines, "outageEnded")["seconds"]!);
        var waits = lines.Where(line => (string)line["event"]! == "plateWaiting").ToArray();
        Assert.Equal([120.0, 240.0], waits.Select(line => (double)line["seconds"]!));
        Assert.All(waits, line => Assert.Equal("127.0.0.1 refuses this network (HTTP 202)", (string)line["reason"]!));
        Assert.Equal("2026-11-22T12:02:00.000Z", (string)waits[0]["until"]!);
        Assert.Equal(1, (int)waits[0]["plate"]!);
        Assert.False(Only(lines, "outageEnded").ContainsKey("plate"));
    }

    [Fact]
    public async Task Resumed_plate_says_how_much_was_there()
    {
        var plate = PublishBytes(length: 3 << 20);
        Figshare.Faults.Add(Fault.Close(afterBytes: 2 << 20));
        await SaveAsync(Options with { MaximumRetryCount = 0 }, plate);

        var resumed = Only(await SaveAndLogAsync(Options, plate), "plateResumed");

        Assert.Equal(2 << 20, (long)resumed["bytes"]!);
        Assert.Equal(3 << 20, (long)resumed["length"]!);
        Assert.Equal(PathOf(plate), (string)resumed["path"]!);
    }

    [Fact]
    public async Task Failed_plate_says_what_to_do_and_what_is_kept()
    {
        var plate = PublishBytes(length: 3 << 20) with { ArticleId = ArticleId };
        Figshare.Faults.Add(Fault.Close(afterBytes: 2 << 20));

        var lines = await SaveAndLogAsync(Options with { MaximumRetryCount = 0 }, plate);

        var failed = Only(lines, "plateFailed");
        Assert.Equal(2 << 20, (long)failed["bytes"]!);
        Assert.Equal(ArticleId, (long)failed["articleId"]!);
        Assert.Equal(PathOf(plate), (string)failed["path"]!);
        Assert.Equal(
            ("100", "100.bin", plate.Md5), ((string)failed["name"]!, (string)failed["fileName"]!, (string)failed["md5"]!));
        Assert.Equal("ConnectionFailed", (string)failed["errorId"]!);
        Assert.StartsWith("100 (file 100): ", (string)failed["message"]!, StringComparison.Ordinal);
        Assert.Equal((0, 0, 1), Sums(lines));
    }

    [Fact]
    public async Task Skipped_plate_is_published_as_skipped()
    {
        var plate = PublishBytes();
        await SaveAsync(plate);

        var lines = await SaveAndLogAsync(Options, plate);

        Assert.Equal(["runStarted", "plateStarted", "platePublished", "runEnded"], NamesOf(lines));
        Assert.Equal("Skipped", (string)lines[2]["status"]!);
        Assert.False(lines[2].ContainsKey("host"));
        Assert.Equal((0, 1, 0), Sums(lines));
    }

    [Fact]
    public async Task Secrets_are_in_no_line()
    {
        var plate = PublishBytes() with { PrivateLink = new FigshareSecret("63fc1ada93e42e388e63") };
        Figshare.Faults.Add(Fault.Status(503, point: FaultPoint.Downloader));
        Figshare.Faults.Add(Fault.Status(503, point: FaultPoint.Storage));

        await SaveAndLogAsync(Options with { Token = new FigshareSecret("0a1b2c3d4e5f") }, plate);

        var text = await File.ReadAllTextAsync(LogFile, Stop);
        Assert.Contains("plateRetried", text, StringComparison.Ordinal);
        foreach (var secret in new[] { "63fc1ada93e42e388e63", "0a1b2c3d4e5f", "X-Amz", "private_link", "Signature" })
        {
            Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static string Text(JsonObject line) => line.ToJsonString(
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static (int Saved, int Skipped, int Failed) Sums(IEnumerable<JsonObject> lines)
    {
        var end = Only(lines, "runEnded");
        return ((int)end["saved"]!, (int)end["skipped"]!, (int)end["failed"]!);
    }
}
