using System;
using System.IO;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Simulator;

namespace FigshareTools.Core.Tests.Verification;

/// <summary>When a file is compared with the MD5 that it had when it was verified.</summary>
public class RecordedMd5Tests : VerifyRunTest
{
    [Theory]
    [InlineData(false, false, VerificationStatus.Valid)]
    [InlineData(true, false, VerificationStatus.WrongMd5)]
    [InlineData(true, true, VerificationStatus.Unverifiable)]
    public async Task A_file_without_a_row_has_its_recorded_MD5(bool isChanged, bool isNewer, VerificationStatus status)
    {
        var saved = PublishBytes(name: "100.bin");
        await SaveAsync(saved);
        if (isChanged)
        {
            Flip(saved, 7);
        }

        if (isNewer)
        {
            File.SetLastWriteTimeUtc(PathOf(saved), File.GetLastWriteTimeUtc(PathOf(saved)).AddSeconds(2));
        }

        var requests = Figshare.Log.Count(FaultPoint.Api);
        var result = (await VerifyAsync(new FigsharePlate { FileName = "100.bin" })).Result;

        Assert.Equal(status, result.Status);
        Assert.Equal(
            isNewer ? (0L, null, null) : (100L, Figshare.Catalog.FindFile(100)!.Content.Md5, (Md5Source?)Md5Source.Recorded),
            (result.FileId, result.ExpectedMd5, result.Md5Source));
        Assert.Equal(requests, Figshare.Log.Count(FaultPoint.Api));
    }

    [Fact]
    public async Task A_MD5_of_the_row_counts_before_the_recorded_MD5()
    {
        var saved = PublishBytes(name: "100.bin");
        await SaveAsync(saved);

        var row = new FigsharePlate { FileName = "100.bin", Md5 = new string('0', 32) };
        var result = (await VerifyAsync(row)).Result;

        Assert.Equal(
            (VerificationStatus.WrongMd5, row.Md5, Md5Source.Expected),
            (result.Status, result.ExpectedMd5, result.Md5Source));
    }

    [Theory]
    [InlineData(false, true, VerificationStatus.Unverifiable, null)]
    [InlineData(true, true, VerificationStatus.Valid, Md5Source.Recorded)]
    [InlineData(true, false, VerificationStatus.Valid, Md5Source.Recorded)]
    public async Task Record_is_not_used_when_Figshare_refuses_to_answer(
        bool answers, bool hasArticle, VerificationStatus status, Md5Source? source)
    {
        await SaveAsync(Publish(new SimulatedFile
        {
            Id = 100,
            Name = "100.bin",
            Content = SimulatedContent.Pattern(1000, 1),
            SuppliedMd5 = null,
            ComputedMd5 = "",
        }));
        if (!answers)
        {
            Figshare.Faults.Add(Fault.ForbiddenHtml(FaultPoint.Api) with { Times = int.MaxValue });
        }

        var row = new FigsharePlate { FileId = 100, FileName = "100.bin", ArticleId = hasArticle ? ArticleId : null };
        var result = (await VerifyAsync(row)).Result;

        Assert.Equal((status, source), (result.Status, result.Md5Source));
        if (!answers)
        {
            Assert.StartsWith("no MD5 is known to compare it with: ", result.Problem, StringComparison.Ordinal);
            Assert.Contains("403", result.Problem, StringComparison.Ordinal);
        }
    }
}
