using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using FigshareTools.Api;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Manifests;
using FigshareTools.References;
using FigshareTools.Simulator;

namespace FigshareTools.Core.Tests.Manifests;

/// <summary>Listings while the API refuses this client.</summary>
public class ListingOutageTests : TransferTest
{
    [Theory]
    [InlineData("challenge", new double[] { 2, 4, 8, 15, 15 })]
    [InlineData("403 html", new double[] { 2, 4, 8, 15, 15 })]
    public async Task A_listing_with_an_outage_limit_waits_and_goes_on(string refusal, double[] waits)
    {
        PublishBytes();
        BeginOutage(refusal, minutes: 40);

        Assert.Single(await ListAsync(TimeSpan.FromHours(1)));

        Assert.Equal(waits, Clock.Waits.Select(wait => wait.TotalMinutes));
    }

    [Theory]
    [InlineData("challenge", FigshareErrorId.WafChallenge)]
    [InlineData("403 html", FigshareErrorId.AccessRefused)]
    public async Task A_listing_without_an_outage_limit_fails_at_once(string refusal, FigshareErrorId expected)
    {
        PublishBytes();
        BeginOutage(refusal, minutes: 40);

        var failure = await Assert.ThrowsAsync<FigshareException>(() => ListAsync(TimeSpan.Zero));

        Assert.Equal(expected, failure.ErrorId);
        Assert.Empty(Clock.Waits);
        Assert.Single(Figshare.Log.Snapshot());
    }

    [Fact]
    public async Task A_listing_gives_up_after_the_outage_limit()
    {
        PublishBytes();
        BeginOutage("challenge", minutes: 61);

        var failure = await Assert.ThrowsAsync<FigshareException>(() => ListAsync(TimeSpan.FromHours(1)));

        Assert.Equal(FigshareErrorId.WafChallenge, failure.ErrorId);
        Assert.StartsWith("article 4: the firewall of 127.0.0.1", failure.Message, StringComparison.Ordinal);
        Assert.Contains("the outage has lasted 60 minutes", failure.Message, StringComparison.Ordinal);
    }

    private void BeginOutage(string refusal, int minutes)
    {
        var end = Clock.GetUtcNow().AddMinutes(minutes);
        Figshare.Faults.Add(
            (refusal == "challenge" ? Fault.Challenge(FaultPoint.Api) : Fault.ForbiddenHtml(FaultPoint.Api)) with
            {
                Times = int.MaxValue,
                When = () => Clock.GetUtcNow() < end,
            });
    }

    private async Task<IReadOnlyList<ManifestEntry>> ListAsync(TimeSpan maximumOutage)
    {
        using var reader = new ManifestReader(new ApiOptions
        {
            Endpoints = Options.Endpoints,
            MaximumOutage = maximumOutage,
            Clock = Clock,
        });
        List<ManifestEntry> entries = [];
        await foreach (var entry in reader.ReadAsync(
            new FigshareReference.Article(ArticleId), null, new CollectingLog(), Stop))
        {
            entries.Add(entry);
        }

        return entries;
    }
}
