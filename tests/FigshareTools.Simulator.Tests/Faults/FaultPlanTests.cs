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
    public async Task A_fault_hits_once_unless_told_otherwise()
    {
        Publish(SimulatedContent.Empty);
        ActiveFault fault = Figshare.Faults.Add(s_fault);

        Assert.False(fault.IsSpent);
        await AssertAnswersAsync(503, 200, 200);
        Assert.True(fault.IsSpent);
        Assert.Equal(1, fault.Hits);
    }

    [Fact]
    public async Task A_fault_may_let_some_requests_pass_and_then_hit_several()
    {
        Publish(SimulatedContent.Empty);
        ActiveFault fault = Figshare.Faults.Add(s_fault with { Skip = 2, Times = 2 });

        await AssertAnswersAsync(200, 200, 503, 503, 200);
        Assert.Equal(2, fault.Hits);
    }

    [Fact]
    public async Task A_fault_may_hit_every_request_there_will_be()
    {
        Publish(SimulatedContent.Empty);
        ActiveFault fault = Figshare.Faults.Add(s_fault with { Times = int.MaxValue });

        await AssertAnswersAsync(503, 503, 503);
        Assert.False(fault.IsSpent);
    }

    [Fact]
    public async Task Of_several_faults_the_first_hits_first()
    {
        Publish(SimulatedContent.Empty);
        Figshare.Faults.Add(Fault.Status(500));
        Figshare.Faults.Add(Fault.Status(502));

        await AssertAnswersAsync(500, 502, 200);
        Assert.Equal(2, Figshare.Faults.All.Count);
    }

    [Fact]
    public async Task A_fault_may_be_confined_to_a_file()
    {
        Publish(FileOf(SimulatedContent.Empty, 1), FileOf(SimulatedContent.Empty, 2));
        Figshare.Faults.Add(s_fault with { Point = FaultPoint.Redirect, FileId = 2 });
        Figshare.Faults.Add(s_fault with { Point = FaultPoint.Storage, FileId = 1 });

        Assert.Equal(302, await StatusAsync(Redirect(1)));
        Assert.Equal(503, await StatusAsync(Redirect(2)));
        Assert.Equal(200, await StatusAsync(await LinkAsync(2)));
        Assert.Equal(503, await StatusAsync(await LinkAsync(1)));
    }

    [Fact]
    public async Task A_fault_may_be_confined_to_an_article_and_its_files()
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
    public async Task A_fault_hits_only_where_it_was_put()
    {
        Publish(SimulatedContent.Empty);
        foreach (FaultPoint point in Enum.GetValues<FaultPoint>())
        {
            Uri link = await LinkAsync();
            Dictionary<FaultPoint, Uri> places = new()
            {
                [FaultPoint.Api] = Api("articles/7"),
                [FaultPoint.Redirect] = Redirect(),
                [FaultPoint.Downloader] = new Uri(Figshare.DownloadUri, $"files/{FileId}"),
                [FaultPoint.Storage] = link,
            };
            Figshare.Faults.Add(s_fault with { Point = point, Times = int.MaxValue });

            foreach ((FaultPoint place, Uri address) in places)
            {
                Assert.Equal(place == point, await StatusAsync(address) == 503);
            }

            Figshare.Faults.Clear();
        }
    }

    [Fact]
    public async Task A_fault_can_be_switched_off()
    {
        Publish(SimulatedContent.Empty);
        ActiveFault first = Figshare.Faults.Add(s_fault with { Times = int.MaxValue });
        Figshare.Faults.Add(Fault.Status(502) with { Times = int.MaxValue });

        Figshare.Faults.Remove(first);
        await AssertAnswersAsync(502);
        Figshare.Faults.Clear();
        await AssertAnswersAsync(200);
        Assert.Empty(Figshare.Faults.All);
    }

    [Fact]
    public async Task A_release_lets_all_go_on_that_stand_still_and_none_that_comes_after()
    {
        Publish(SimulatedContent.Empty);
        Figshare.Faults.Add(Fault.NoResponse(FaultPoint.Api) with { Times = 3 });

        Task<int>[] first = [StatusAsync(Api("articles/7")), StatusAsync(Api("articles/7"))];
        await Figshare.Faults.WaitForStallsAsync(2, Stop);
        Figshare.Faults.ReleaseStalls();
        Assert.All(await Task.WhenAll(first), status => Assert.Equal(200, status));

        Task<int> third = StatusAsync(Api("articles/7"));
        await Figshare.Faults.WaitForStallsAsync(1, Stop);
        Assert.False(third.IsCompleted);
        Figshare.Faults.ReleaseStalls();
        Assert.Equal(200, await third);
    }

    private async Task AssertAnswersAsync(params int[] expected)
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
        using HttpResponseMessage answer = await GetAsync(uri);
        return (int)answer.StatusCode;
    }
}
