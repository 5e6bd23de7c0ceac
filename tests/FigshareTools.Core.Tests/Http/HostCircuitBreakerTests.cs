using System;
using FigshareTools.Http;
using Microsoft.Extensions.Time.Testing;

namespace FigshareTools.Core.Tests.Http;

public class HostCircuitBreakerTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly HostCircuitBreaker _breaker;

    public HostCircuitBreakerTests() => _breaker = new HostCircuitBreaker(_clock);

    [Fact]
    public void Circuit_is_closed_until_a_host_refuses()
    {
        Assert.Null(_breaker.Current);
    }

    [Fact]
    public void Open_circuit_states_the_refusal_and_the_remaining_time()
    {
        var refusal = Refusal("WAF");
        _breaker.Open(refusal);
        Assert.Equal(new OpenCircuit(refusal, TimeSpan.FromSeconds(120)), _breaker.Current);

        _clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(new OpenCircuit(refusal, TimeSpan.FromSeconds(90)), _breaker.Current);
    }

    [Fact]
    public void Circuit_closes_after_two_minutes()
    {
        _breaker.Open(Refusal("WAF"));

        _clock.Advance(TimeSpan.FromSeconds(119));
        Assert.NotNull(_breaker.Current);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(_breaker.Current);
    }

    [Fact]
    public void Later_refusal_opens_the_circuit_for_two_minutes_more()
    {
        _breaker.Open(Refusal("first"));
        _clock.Advance(TimeSpan.FromSeconds(100));
        var second = Refusal("second");

        _breaker.Open(second);

        Assert.Equal(new OpenCircuit(second, TimeSpan.FromSeconds(120)), _breaker.Current);
    }

    private static EngineException Refusal(string cause) =>
        new(FailureKind.HostRefused, FigshareErrorId.WafChallenge, cause, "wait");
}
