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
        FigsharePlate[] plates =
        [
            .. Enumerable.Range(100, 5).Select(
                id => PublishBytes(fileId: id) with { Length = null, Md5 = null, ArticleId = ArticleId }),
        ];
        Figshare.Faults.Add(Fault.Challenge(FaultPoint.Api) with { Times = int.MaxValue });
        Figshare.Faults.Add(Fault.Challenge(FaultPoint.Redirect) with { Times = int.MaxValue });

        var outcome = await SaveAsync(Options with { ThrottleLimit = 1 }, plates);

        Assert.Equal(5, outcome.Results.Count);
        Assert.Equal(5, outcome.Warnings.Count);
        Assert.Equal(1, Figshare.Log.Count(FaultPoint.Api) + Figshare.Log.Count(FaultPoint.Redirect));
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
}
