using System;
using System.Linq;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Simulator;

namespace FigshareTools.Core.Tests.Responses;

/// <summary>Refusals of single files, which must not stop the other plates.</summary>
public class RefusedFileTests : TransferTest
{
    [Theory]
    [InlineData("403 html")]
    [InlineData("challenge")]
    public async Task File_that_its_storage_refuses_fails_alone_with_its_own_cause(string refusal)
    {
        var plates = Enumerable.Range(100, 31).Select(id => PublishBytes(1000, id)).ToList();
        var fault = refusal == "challenge" ? Fault.Challenge(FaultPoint.Storage) : Fault.ForbiddenHtml(FaultPoint.Storage);
        Figshare.Faults.Add(fault with { FileId = 103, Times = int.MaxValue });

        var outcome = await SaveAsync(plates);

        Assert.Equal(30, outcome.Results.Count);
        var failure = Assert.Single(outcome.Failures);
        Assert.Equal(103, failure.Plate.FileId);
        Assert.Contains("103 (file 103): ", failure.Error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("not asked", failure.Error.Message, StringComparison.Ordinal);
        // Each attempt asks the API and the downloader for an address, and no other plate waits.
        Assert.Equal(6, Figshare.Log.Count(request => request.Point == FaultPoint.Redirect && request.FileId == 103));
        Assert.DoesNotContain(Clock.Waits, wait => wait > TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task File_that_its_storage_refuses_once_is_saved()
    {
        var plate = PublishBytes();
        Figshare.Faults.Add(Fault.Challenge(FaultPoint.Storage) with { Times = 2 });

        Assert.Equal(VerificationLevel.Md5, (await SaveAsync(plate)).Result.Verified);

        Assert.InRange(Assert.Single(Clock.Waits).TotalSeconds, 0.75, 1.25);
    }

    [Fact]
    public async Task Storage_that_refuses_many_files_still_serves_the_others()
    {
        var plates = Enumerable.Range(100, 12).Select(id => PublishBytes(1000, id)).ToList();
        foreach (var id in Enumerable.Range(100, 6))
        {
            Figshare.Faults.Add(Fault.ForbiddenHtml(FaultPoint.Storage) with { FileId = id, Times = int.MaxValue });
        }

        var outcome = await SaveAsync(plates);

        Assert.Equal(Enumerable.Range(106, 6).Select(id => (long)id), outcome.Results.Select(result => result.FileId).Order());
        Assert.All(outcome.Failures, failure =>
        {
            Assert.Equal(FigshareErrorId.AccessRefused, failure.Error.ErrorId);
            Assert.StartsWith(
                $"{failure.Plate.FileId} (file {failure.Plate.FileId}): 127.0.0.1 is refusing", failure.Error.Message,
                StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task File_that_the_API_refuses_comes_from_the_downloader_alone()
    {
        var plates = Enumerable.Range(100, 8).Select(id => PublishBytes(1000, id)).ToList();
        Figshare.Faults.Add(Fault.ForbiddenHtml(FaultPoint.Redirect) with { FileId = 102, Times = int.MaxValue });

        Assert.Equal(8, (await SaveAsync(plates)).Results.Count);

        Assert.Equal(102, Assert.Single(
            Figshare.Log.Snapshot(), request => request.Point == FaultPoint.Downloader).FileId);
        Assert.Empty(Clock.Waits);
    }
}
