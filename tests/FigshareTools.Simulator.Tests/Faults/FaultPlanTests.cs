using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading.Tasks;
using FigshareTools.Simulator.Tests.Support;

namespace FigshareTools.Simulator.Tests.Faults;

public class FaultPlanTests : SimulatorTest
{
    private static readonly Fault s_fault = Fault.Status(503);

    [Fact]
    public async Task Fault_hits_once_by_default()
    {
        Publish(SimulatedContent.Empty);
        var fault = Figshare.Faults.Add(s_fault);

        Assert.False(fault.IsSpent);
        await AssertStatusesAsync(503, 200, 200);
        Assert.True(fault.IsSpent);
        Assert.Equal(1, fault.Hits);
    }

    [Fact]
    public async Task Fault_can_skip_requests_and_then_hit_several()
    {
        Publish(SimulatedContent.Empty);
        var fault = Figshare.Faults.Add(s_fault with { Skip = 2, Times = 2 });

        await AssertStatusesAsync(200, 200, 503, 503, 200);
        Assert.Equal(2, fault.Hits);
    }

    [Fact]
    public async Task Fault_can_hit_every_request()
    {
        Publish(SimulatedContent.Empty);
        var fault = Figshare.Faults.Add(s_fault with { Times = int.MaxValue });

        await AssertStatusesAsync(503, 503, 503);
        Assert.False(fault.IsSpent);
    }

    [Fact]
    public async Task First_of_several_faults_hits_first()
    {
        Publish(SimulatedContent.Empty);
        Figshare.Faults.Add(Fault.Status(500));
        Figshare.Faults.Add(Fault.Status(502));

        await AssertStatusesAsync(500, 502, 200);
        Assert.Equal(2, Figshare.Faults.All.Count);
    }

    [Fact]
    public async Task Fault_can_be_restricted_to_a_file()
    {
        Publish(FileOf(SimulatedContent.Empty, 1), FileOf(SimulatedContent.Empty, 2));
        Figshare.Faults.Add(s_fault with { Point = FaultPoint.Redirect, FileId = 2 });
        Figshare.Faults.Add(s_fault with { Point = FaultPoint.Storage, FileId = 1 });

        Assert.Equal(302, await StatusAsync(Redirect(1)));
        Assert.Equal(503, await StatusAsync(Redirect(2)));
        Assert.Equal(200, await StatusAsync(await PresignAsync(2)));
        Assert.Equal(503, await StatusAsync(await PresignAsync(1)));
    }

    [Fact]
    public async Task Fault_can_be_restricted_to_an_article_and_its_files()
    {
        Publish(FileOf(SimulatedContent.Empty, 1));
        Figshare.Catalog.Add(ArticleOf([FileOf(SimulatedContent.Empty, 2)], id: 8));
        Figshare.Faults.Add(s_fault with { ArticleId = 8 });
        Figshare.Faults.Add(s_fault with { Point = FaultPoint.Redirect, ArticleId = 8 });

        Assert.Equal(200, await StatusAsync(Api("articles/7")));
        Assert.Equal(503, await StatusAsync(Api("articles/8/files")));
        Assert.Equal(302, await StatusAsync(Redirect(1)));
        Assert.Equal(503, await StatusAsync(Redirect(2)));
    }

    [Fact]
    public async Task Fault_hits_only_its_endpoint()
    {
        Publish(SimulatedContent.Empty);
        foreach (var point in Enum.GetValues<FaultPoint>())
        {
            var link = await PresignAsync();
            Dictionary<FaultPoint, Uri> places = new()
            {
                [FaultPoint.Api] = Api("articles/7"),
                [FaultPoint.Redirect] = Redirect(),
                [FaultPoint.Downloader] = new Uri(Figshare.DownloadUri, $"files/{FileId}"),
                [FaultPoint.Storage] = link,
            };
            Figshare.Faults.Add(s_fault with { Point = point, Times = int.MaxValue });

            foreach ((var place, var address) in places)
            {
                Assert.Equal(place == point, await StatusAsync(address) == 503);
            }

            Figshare.Faults.Clear();
        }
    }

    [Fact]
    public async Task Removed_fault_does_not_hit()
    {
        Publish(SimulatedContent.Empty);
        var first = Figshare.Faults.Add(s_fault with { Times = int.MaxValue });
        Figshare.Faults.Add(Fault.Status(502) with { Times = int.MaxValue });

        Figshare.Faults.Remove(first);
        await AssertStatusesAsync(502);
        Figshare.Faults.Clear();
        await AssertStatusesAsync(200);
        Assert.Empty(Figshare.Faults.All);
    }

    [Fact]
    public async Task Release_continues_current_stalls_and_no_later_ones()
    {
        Publish(SimulatedContent.Empty);
        Figshare.Faults.Add(Fault.NoResponse(FaultPoint.Api) with { Times = 3 });

        Task<int>[] first = [StatusAsync(Api("articles/7")), StatusAsync(Api("articles/7"))];
        await Figshare.Faults.WaitForStallsAsync(2, Stop);
        Figshare.Faults.ReleaseStalls();
        Assert.All(await Task.WhenAll(first), status => Assert.Equal(200, status));

        var third = StatusAsync(Api("articles/7"));
        await Figshare.Faults.WaitForStallsAsync(1, Stop);
        Assert.False(third.IsCompleted);
        Figshare.Faults.ReleaseStalls();
        Assert.Equal(200, await third);
    }

    private async Task AssertStatusesAsync(params int[] expected)
    {
        var statuses = new List<int>();
        while (statuses.Count < expected.Length)
        {
            statuses.Add(await StatusAsync(Api("articles/7")));
        }

        Assert.Equal(expected, statuses);
    }

    private async Task<int> StatusAsync(Uri uri)
    {
        using var response = await GetAsync(uri);
        return (int)response.StatusCode;
    }
}
