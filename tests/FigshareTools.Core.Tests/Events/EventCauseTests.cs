using System;

namespace FigshareTools.Core.Tests.Events;

public class EventCauseTests
{
    [Theory]
    [InlineData(FigshareErrorId.AccessRefused, "api.figshare.com", 403, "api.figshare.com refuses this network (HTTP 403)")]
    [InlineData(FigshareErrorId.WafChallenge, "api.figshare.com", null, "api.figshare.com refuses this network")]
    [InlineData(FigshareErrorId.AccessRefused, null, 403, "the cause")]
    [InlineData(FigshareErrorId.ServerError, "api.figshare.com", 503, "the cause")]
    public void Summary_of_a_refusal_names_host_and_status(FigshareErrorId id, string? host, int? status, string expected) =>
        Assert.Equal(expected, new EventCause(id, "the cause", host, status).Summary);

    [Fact]
    public void Cause_of_a_repeated_failure_has_the_host_of_the_first()
    {
        var first = new EngineException(FailureKind.HostRefused, FigshareErrorId.AccessRefused, "refused", "wait")
        {
            Host = "storage.example",
            StatusCode = 403,
        };
        var repeated = new EngineException(FailureKind.Permanent, FigshareErrorId.AccessRefused, "not asked", "wait", first);

        Assert.Equal(
            new EventCause(FigshareErrorId.AccessRefused, "not asked", "storage.example", 403), EventCause.Of(repeated));
    }

    [Theory]
    [InlineData(-1, "0 s")]
    [InlineData(1.25, "1.3 s")]
    [InlineData(98.4, "98 s")]
    [InlineData(120, "120 s")]
    [InlineData(900, "15 min")]
    [InlineData(7300, "2 h")]
    public void Times_of_waits_have_few_digits(double seconds, string expected) =>
        Assert.Equal(expected, WaitText.Duration(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Wait_says_how_long_and_why() => Assert.Equal(
        "waiting 98 s: api.figshare.com refuses this network (HTTP 403)",
        WaitText.Of(TimeSpan.FromSeconds(98), new EventCause(FigshareErrorId.AccessRefused, "", "api.figshare.com", 403)));
}
