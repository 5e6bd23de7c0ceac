using System;
using FigshareTools.Sources;
using FigshareTools.Transfer;
using Microsoft.Extensions.Time.Testing;

namespace FigshareTools.Core.Tests.Sources;

public class PresignedUrlCacheTests
{
    private readonly FakeTimeProvider _clock = new();

    [Theory]
    [InlineData("X-Amz-Date=1&X-Amz-Expires=60&X-Amz-Signature=ab", 58)]
    [InlineData("x-amz-expires=10", 8)]
    [InlineData("X-Amz-Expires=ten", 8)]
    [InlineData("", 8)]
    [InlineData("X-Amz-Expires=3", 1)]
    public void A_URL_is_fresh_for_its_lifetime_less_a_margin(string query, int seconds)
    {
        var urls = new PresignedUrlCache(_clock);
        var uri = new Uri("https://storage.invalid/1?" + query);
        urls.Set(uri, _clock.GetTimestamp());

        _clock.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromTicks(1));
        Assert.Equal(uri, urls.Current);
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Null(urls.Current);
    }

    [Fact]
    public void The_lifetime_counts_from_the_response_with_the_URL()
    {
        var urls = new PresignedUrlCache(_clock);
        var received = _clock.GetTimestamp();
        _clock.Advance(TimeSpan.FromSeconds(7));
        urls.Set(new Uri("https://storage.invalid/1"), received);

        Assert.NotNull(urls.Current);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(urls.Current);
    }

    [Fact]
    public void Invalidating_an_old_URL_keeps_a_newer_one()
    {
        var urls = new PresignedUrlCache(_clock);
        var (old, newer) = (new Uri("https://storage.invalid/1"), new Uri("https://storage.invalid/2"));
        urls.Set(old, _clock.GetTimestamp());
        urls.Set(newer, _clock.GetTimestamp());

        urls.Invalidate(old);
        Assert.Equal(newer, urls.Current);
        urls.Invalidate(newer);
        Assert.Null(urls.Current);
    }
}
