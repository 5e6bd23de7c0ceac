using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Simulator;

namespace FigshareTools.Core.Tests.Verifying;

/// <summary>Plates whose MD5 neither the row nor Figshare states.</summary>
public class UnverifiedPlateTests : TransferTest
{
    [Fact]
    public async Task A_refusing_API_is_asked_once_for_all_plates()
    {
        var plates = PublishWithoutMd5(5);
        Figshare.Faults.Add(Fault.Challenge(FaultPoint.Api) with { Times = int.MaxValue });
        Figshare.Faults.Add(Fault.Challenge(FaultPoint.Redirect) with { Times = int.MaxValue });

        var outcome = await SaveAsync(Options with { ThrottleLimit = 1, MaximumOutage = TimeSpan.Zero }, plates);

        Assert.Equal(5, outcome.Results.Count);
        Assert.Equal(5, outcome.Warnings.Count);
        Assert.Empty(Clock.Waits);
        Assert.Equal(1, Figshare.Log.Count(FaultPoint.Api) + Figshare.Log.Count(FaultPoint.Redirect));
    }

    [Fact]
    public async Task Plates_without_an_MD5_wait_while_the_API_refuses()
    {
        var plates = PublishWithoutMd5(3);
        RefuseApi(minutes: 40);

        var outcome = await SaveAsync(plates);

        Assert.All(outcome.Results, result => Assert.Equal(VerificationLevel.Md5, result.Verified));
        Assert.Equal(3, outcome.Results.Count);
        Assert.Equal([2, 4, 8, 15, 15], Clock.Waits.Take(5).Select(wait => wait.TotalMinutes));
    }

    [Fact]
    public async Task Plates_are_saved_with_a_warning_when_the_API_refuses_for_too_long()
    {
        var plates = PublishWithoutMd5(3);
        RefuseApi(minutes: 600);

        var outcome = await SaveAsync(plates);

        Assert.All(outcome.Results, result => Assert.Equal(VerificationLevel.None, result.Verified));
        Assert.Equal(3, outcome.Results.Count);
        Assert.All(outcome.Warnings, text => Assert.Contains("the outage has lasted 60 minutes", text, StringComparison.Ordinal));
        Assert.Equal(3, outcome.Warnings.Count);
        // All of them wait for the same outage.
        Assert.Equal([2, 4, 8, 15, 15, 15, 1], Clock.Waits.Select(wait => wait.TotalMinutes));
    }

    [Fact]
    public async Task A_file_of_an_older_version_is_saved_with_a_warning()
    {
        var plate = PublishBytes() with { Md5 = null, ArticleId = ArticleId };
        Figshare.Faults.Add(Fault.NotFound());

        var outcome = await SaveAsync(plate);

        Assert.Equal(VerificationLevel.Size, outcome.Result.Verified);
        Assert.Contains("only the length is known to compare with", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("100.sqlite", true)]
    [InlineData("100.sqlite", false)]
    [InlineData("100.csv", false)]
    public async Task An_empty_response_is_no_plate_unless_an_empty_one_is_expected(string name, bool fileExists)
    {
        Publish(SimulatedContent.Empty, name: name);
        if (fileExists)
        {
            File.WriteAllText(Path.Combine(Folder, name), "");
        }

        var failure = (await SaveAsync(new FigsharePlate { FileId = 100, FileName = name })).Failure;

        Assert.Equal(FigshareErrorId.WrongContent, failure.ErrorId);
        Assert.Equal(fileExists, File.Exists(Path.Combine(Folder, name)));
    }

    private FigsharePlate[] PublishWithoutMd5(int count) =>
    [
        .. Enumerable.Range(100, count).Select(
            id => PublishBytes(fileId: id) with { Length = null, Md5 = null, ArticleId = ArticleId }),
    ];

    private void RefuseApi(int minutes)
    {
        var end = Clock.GetUtcNow().AddMinutes(minutes);
        Figshare.Faults.Add(Fault.Challenge(FaultPoint.Api) with { Times = int.MaxValue, When = () => Clock.GetUtcNow() < end });
    }
}
