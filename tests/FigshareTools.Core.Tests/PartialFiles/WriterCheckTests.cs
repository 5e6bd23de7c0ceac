using System;
using FigshareTools.Files;
using FigshareTools.PartialFiles;

namespace FigshareTools.Core.Tests.PartialFiles;

/// <summary>When a partial file may be taken over.</summary>
public class WriterCheckTests
{
    private static readonly WriterIdentity s_current = new(
        "01234567-89abcdef-1-1", "lab-1/1", BootIdentity.Current, "pid:[1]", new ProcessIdentity(1, "1"));

    [Theory]
    [InlineData(true, true, true, "Alive")]
    [InlineData(true, false, true, "Dead")]
    [InlineData(false, false, true, "Alive")]
    [InlineData(false, false, false, "Dead")]
    public void On_this_machine_the_process_decides(bool isThisProcess, bool isRegistered, bool mayRun, string expected) =>
        Assert.Equal(
            expected, Evaluate(s_current, new WriterProcess(isThisProcess, isRegistered, mayRun), TimeSpan.Zero));

    [Fact]
    public void A_writer_of_an_earlier_boot_is_dead() =>
        Assert.Equal("Dead", Evaluate(s_current with { Boot = "earlier" }, Running, TimeSpan.Zero));

    [Theory]
    [InlineData(0, "Alive")]
    [InlineData(179, "Alive")]
    [InlineData(180, "Silent")]
    [InlineData(-179, "Alive")]
    [InlineData(-180, "Silent")]
    public void On_another_machine_the_heartbeat_decides(int seconds, string expected)
    {
        var heartbeat = TimeSpan.FromSeconds(seconds);

        Assert.Equal(expected, Evaluate(s_current with { Machine = "lab-2/2", Boot = "other" }, Running, heartbeat));
        Assert.Equal(expected, Evaluate(s_current with { Namespace = "pid:[2]" }, Running, heartbeat));
    }

    [Fact]
    public void The_process_of_a_writer_is_recognised()
    {
        var writer = WriterIdentity.Register();
        Assert.Equal(new WriterProcess(true, true, true), WriterProcess.Of(writer));
        Assert.Equal(false, WriterIdentity.HasEnded(writer.Id));

        writer.Unregister();
        Assert.Equal(new WriterProcess(true, false, true), WriterProcess.Of(writer));
        Assert.Equal(true, WriterIdentity.HasEnded(writer.Id));

        var other = writer with { Process = ProcessIdentity.Current with { Start = "another" } };
        Assert.Equal(new WriterProcess(false, false, false), WriterProcess.Of(other));
        Assert.False(new ProcessIdentity(int.MaxValue, "").MayRun());
    }

    [Theory]
    [InlineData("")]
    [InlineData("01234567-89abcdef-1")]
    [InlineData("01234567-89abcdef-1-1-1")]
    [InlineData("0123456-89abcdef-1-1")]
    [InlineData("01234567-89abcdef-G-1")]
    [InlineData("01234567-89abcdef-1-")]
    [InlineData("01234567-89abcdef-1-../1")]
    public void A_text_of_another_form_is_no_writer(string text)
    {
        Assert.False(WriterIdentity.IsId(text));
        Assert.Null(WriterIdentity.HasEnded(text));
    }

    private static WriterProcess Running => new(false, false, true);

    private static string Evaluate(WriterIdentity found, WriterProcess process, TimeSpan sinceHeartbeat) =>
        WriterCheck.Evaluate(found, s_current, () => process, sinceHeartbeat).ToString();
}
