using System;
using System.IO;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Logs;

namespace FigshareTools.Core.Tests.Logs;

/// <summary>Paths that cannot be the log, and links, which can.</summary>
public class LogPathTests : LogTest
{
    [Fact]
    public void A_folder_is_no_log() => AssertRefused(Folder, "it is a folder");

    [Fact]
    public void A_log_in_a_missing_folder_is_refused() =>
        AssertRefused(Path.Combine(Folder, "missing", "night.jsonl"), "missing");

    [Fact]
    public void A_file_that_is_no_log_is_refused_and_kept()
    {
        File.WriteAllText(LogFile, "file_id,name\n11,a.bin\n");

        AssertRefused(LogFile, "it is not the log of a run");

        Assert.Equal("file_id,name\n11,a.bin\n", File.ReadAllText(LogFile));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"schema\":1,\"time\":\"2026-11-24T21:00:0")]
    [InlineData("{\"schema\":1,\"time\":\"2026-11-24T21:00:00.123Z\",\"run\":\"a\",\"event\":\"runStarted\"}\n{\"sch")]
    public async Task A_log_is_continued_also_after_a_torn_line(string text)
    {
        await File.WriteAllTextAsync(LogFile, text, Stop);
        using (var log = EventLog.Open(LogFile, Description))
        {
            log.End(RunEndReason.Completed);
            await log.Ended.WaitAsync(Stop);
        }

        var continued = await File.ReadAllTextAsync(LogFile, Stop);
        Assert.StartsWith(text, continued, StringComparison.Ordinal);
        Assert.Contains("\"event\":\"runEnded\"", continued, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pipe_is_refused_without_waiting_for_its_reader()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes among files.");
        using (var make = System.Diagnostics.Process.Start("mkfifo", [LogFile]))
        {
            await make.WaitForExitAsync(Stop);
        }

        AssertRefused(LogFile, "it is a pipe");
    }

    [Fact]
    public async Task A_link_is_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a right on Windows.");
        var target = Path.Combine(Folder, "target.jsonl");
        File.CreateSymbolicLink(LogFile, target);

        await LogAsync([]);

        Assert.Equal(2, (await File.ReadAllLinesAsync(target, Stop)).Length);
        Assert.NotNull(new FileInfo(LogFile).LinkTarget);
    }

    private void AssertRefused(string path, string cause)
    {
        var error = Assert.Throws<FigshareException>(() => EventLog.Open(path, Description));

        Assert.Equal(FigshareErrorId.LogNotWritable, error.ErrorId);
        Assert.StartsWith($"the log '{path}' cannot be written: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(cause, error.Message, StringComparison.Ordinal);
        Assert.EndsWith("; give another path with -LogPath.", error.Message, StringComparison.Ordinal);
    }
}
