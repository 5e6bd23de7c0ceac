using System.Linq;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Simulator;

namespace FigshareTools.Core.Tests.Responses;

/// <summary>Answers that contradict the request or the bytes on disk, counted by the bytes that the storage sends.</summary>
public class OddAnswerTests : SegmentTest
{
    [Theory]
    [InlineData("wrong range", 1)]
    [InlineData("wrong range", 2)]
    [InlineData("416", 1)]
    [InlineData("416", 2)]
    [InlineData("whole", 1)]
    [InlineData("new tag", 1)]
    [InlineData("wrong length", 1)]
    [InlineData("wrong length", 3)]
    public async Task An_odd_answer_is_discarded_and_the_rest_is_asked_for_again(string odd, int times)
    {
        var plate = PublishBytes(10 * MiB);
        Figshare.Faults.Add(Fault.Close(9 * MiB));
        var fault = Figshare.Faults.Add(FaultOf(odd) with { Times = times });

        Assert.Equal(VerificationLevel.Md5, (await SaveAsync(plate)).Result.Verified);

        AssertSaved(plate);
        Assert.Equal(times, fault.Hits);
        Assert.Equal(2 + times, StorageRequests.Count);
        Assert.Equal($"bytes={9 * MiB}-", StorageRequests[^1].Range);
    }

    [Theory]
    [InlineData("wrong range", 3)]
    [InlineData("416", 3)]
    [InlineData("whole", 2)]
    public async Task An_odd_answer_that_is_repeated_starts_the_plate_over(string odd, int times)
    {
        var plate = PublishBytes(2 * MiB);
        Figshare.Faults.Add(Fault.Close(MiB));
        var fault = Figshare.Faults.Add(FaultOf(odd) with { Times = times });

        Assert.Equal(VerificationLevel.Md5, (await SaveAsync(plate)).Result.Verified);

        AssertSaved(plate);
        Assert.Equal(times, fault.Hits);
        Assert.Equal(odd == "whole" ? 3 : 2 + times, StorageRequests.Count);
    }

    [Fact]
    public async Task A_file_that_changed_starts_over_once_a_second_answer_says_so()
    {
        var plate = PublishBytes(4 * MiB) with { Length = null, Md5 = null };
        using var hold = Figshare.Faults.HoldBodies(2 * MiB);
        Figshare.Faults.Add(Fault.Close(3 * MiB));
        var saving = SaveAsync(Options with { SegmentCount = 1 }, plate);
        await Figshare.Log.WaitForBodyBytesAsync(plate.FileId, 2 * MiB, Stop);

        var changed = SimulatedContent.Pattern(5 * MiB, seed: 77);
        Publish(changed);
        hold.Release();

        Assert.Equal(PlateStatus.Downloaded, (await saving).Result.Status);
        AssertSaved(plate with { Md5 = changed.Md5 });
        Assert.Equal(3, StorageRequests.Count);
        Assert.Equal(StorageRequests[1].Range, StorageRequests[2].Range);
    }

    [Fact]
    public async Task A_file_that_keeps_changing_is_an_error_within_the_retries()
    {
        var plate = PublishBytes(3 * MiB);
        Figshare.Faults.Add(Fault.Close(2 * MiB));
        Figshare.Faults.Add(Fault.NewEntityTag() with { Times = int.MaxValue });

        var failure = (await SaveAsync(Options with { MaximumRetryCount = 4 }, plate)).Failure;

        Assert.Equal(FigshareErrorId.UnexpectedAnswer, failure.ErrorId);
        Assert.Contains("the file on the server keeps changing", failure.Message, System.StringComparison.Ordinal);
        // The first answer brought bytes. Then come an attempt and its retries.
        Assert.Equal(1 + 5, StorageRequests.Count);
    }

    [Fact]
    public async Task Starting_over_again_and_again_uses_up_the_retries()
    {
        Publish(SimulatedContent.Pattern(4 * MiB, seed: 1), SimulatedValidator.None);
        Figshare.Faults.Add(Fault.Close(2 * MiB) with { Times = int.MaxValue });

        var failure = (await SaveAsync(
            Options with { MaximumRetryCount = 3 }, new FigsharePlate { FileId = 100, FileName = "x", Length = 4 * MiB })).Failure;

        Assert.Equal(FigshareErrorId.ConnectionFailed, failure.ErrorId);
        Assert.Equal(1 + 4, StorageRequests.Count);
        Assert.All(StorageRequests, request => Assert.Null(request.Range));
    }

    private static Fault FaultOf(string odd) => odd switch
    {
        "wrong range" => Fault.WrongRange(),
        "416" => Fault.RangeNotSatisfiable(),
        "whole" => Fault.IgnoreRange(),
        "new tag" => Fault.NewEntityTag(),
        _ => Fault.WrongLength(11 * MiB),
    };
}
