using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Simulator;

namespace FigshareTools.Core.Tests.Transfer;

/// <summary>Data that a row lacks is requested, with as few requests as possible.</summary>
public class PlateResolverTests : TransferTest
{
    [Fact]
    public async Task Missing_values_of_a_row_with_an_article_take_one_API_request()
    {
        var plate = PublishBytes();

        var result = (await SaveAsync(new FigsharePlate { FileId = 100, ArticleId = ArticleId })).Result;

        Assert.Equal(Path.Combine(Folder, "100.bin"), result.Path);
        Assert.Equal((VerificationLevel.Md5, plate.Md5), (result.Verified, result.Md5));
        Assert.Equal($"/v2/articles/{ArticleId}/files/100",
            Assert.Single(Figshare.Log.Snapshot(), request => request.Point == FaultPoint.Api).PathAndQuery);
    }

    [Fact]
    public async Task A_complete_row_sends_no_request_to_the_API()
    {
        var plate = PublishBytes() with { ArticleId = ArticleId };

        await SaveAsync(plate);

        Assert.Equal(0, Figshare.Log.Count(FaultPoint.Api));
    }

    [Fact]
    public async Task A_row_with_an_article_is_skipped_after_one_request()
    {
        var plate = PublishBytes(name: "SQ1.bin");
        await SaveAsync(plate);
        Figshare.Log.Clear();

        var result = (await SaveAsync(new FigsharePlate { FileId = 100, FileName = "SQ1.bin", ArticleId = ArticleId })).Result;

        Assert.Equal((PlateStatus.Skipped, VerificationLevel.Size), (result.Status, result.Verified));
        Assert.Single(Figshare.Log.Snapshot());
    }

    [Fact]
    public async Task The_storage_supplies_name_and_length_of_a_row_with_an_id_only()
    {
        PublishBytes(name: "SQ7 (copy).bin");

        var result = (await SaveAsync(new FigsharePlate { FileId = 100 })).Result;

        Assert.Equal(Path.Combine(Folder, "SQ7 (copy).bin"), result.Path);
        Assert.Equal(VerificationLevel.None, result.Verified);
        Assert.Equal(1, Figshare.Log.Count(FaultPoint.Redirect));

        Figshare.Log.Clear();
        Assert.Equal(PlateStatus.Skipped, (await SaveAsync(new FigsharePlate { FileId = 100 })).Result.Status);
        Assert.Equal(1, Figshare.Log.BodyBytesSent());
    }

    [Fact]
    public async Task An_existing_file_of_unknown_length_is_compared_with_the_server()
    {
        var plate = PublishBytes() with { Length = null, Md5 = null };
        File.WriteAllBytes(PathOf(plate), []);

        Assert.Equal(PlateStatus.Downloaded, (await SaveAsync(plate)).Result.Status);
        Assert.Equal(PlateStatus.Skipped, (await SaveAsync(plate)).Result.Status);
    }

    [Fact]
    public async Task The_supplied_MD5_is_used_if_Figshare_has_computed_none()
    {
        var content = SimulatedContent.Pattern(1000, 1);
        var file = new SimulatedFile { Id = 5, Name = "a.bin", Content = content, ComputedMd5 = "" };
        Figshare.Catalog.Add(new SimulatedArticle
        {
            Id = 8, Title = "t", Doi = "d", Versions = [new SimulatedVersion { Files = [file] }],
        });

        Assert.Equal(VerificationLevel.Md5,
            (await SaveAsync(new FigsharePlate { FileId = 5, ArticleId = 8 })).Result.Verified);
    }

    [Fact]
    public async Task A_link_only_file_is_refused()
    {
        Figshare.Catalog.Add(new SimulatedArticle
        {
            Id = 8,
            Title = "t",
            Doi = "d",
            Versions =
            [
                new SimulatedVersion
                {
                    Files = [new SimulatedFile { Id = 5, Name = "a", IsLinkOnly = true, LinkUrl = "https://example.org/a" }],
                },
            ],
        });

        var failure = (await SaveAsync(new FigsharePlate { FileId = 5, ArticleId = 8 })).Failure;

        Assert.Equal(FigshareErrorId.LinkOnly, failure.ErrorId);
        Assert.Contains("https://example.org/a", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, null, null, FigshareErrorId.InvalidPlate)]
    [InlineData(-4, null, null, FigshareErrorId.InvalidPlate)]
    [InlineData(100, -1L, null, FigshareErrorId.InvalidPlate)]
    [InlineData(100, null, "abc", FigshareErrorId.InvalidPlate)]
    [InlineData(100, null, "zz000000000000000000000000000000", FigshareErrorId.InvalidPlate)]
    public async Task An_invalid_row_is_refused_before_any_request(
        long fileId, long? length, string? md5, FigshareErrorId expected)
    {
        var plate = PublishBytes() with { FileId = fileId, Length = length, Md5 = md5 };

        Assert.Equal(expected, (await SaveAsync(plate)).Failure.ErrorId);

        Assert.Empty(Figshare.Log.Snapshot());
    }

    [Theory]
    [InlineData("../evil.sqlite")]
    [InlineData("C:\\evil.sqlite")]
    [InlineData("SQ1.sqlite:stream")]
    [InlineData("nul.sqlite")]
    public async Task A_name_from_the_server_cannot_leave_the_destination(string name)
    {
        PublishBytes(name: name);

        var failure = (await SaveAsync(new FigsharePlate { FileId = 100, ArticleId = ArticleId })).Failure;

        Assert.Equal(FigshareErrorId.InvalidFileName, failure.ErrorId);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Folder));
        Assert.Equal(0, Figshare.Log.Count(FaultPoint.Storage));
    }

    [Fact]
    public async Task A_label_serves_as_the_file_name()
    {
        PublishBytes();

        Assert.Equal(FigshareErrorId.InvalidFileName,
            (await SaveAsync(new FigsharePlate { FileId = 100, Plate = "../../etc/passwd" })).Failure.ErrorId);
    }

    [Fact]
    public async Task Folders_in_file_names_are_created()
    {
        var plate = PublishBytes() with { FileName = "batch 1/data\\SQ1.bin" };

        Assert.Equal(Path.Combine(Folder, "batch 1", "data", "SQ1.bin"), (await SaveAsync(plate)).Result.Path);
    }

    [Fact]
    public async Task Two_plates_with_one_name_are_an_error_for_the_second()
    {
        var plate = PublishBytes();
        var other = PublishBytes(fileId: 101) with { FileName = plate.FileName };

        var outcome = await SaveAsync(Options with { ThrottleLimit = 1 }, plate, other);

        Assert.Equal(plate.FileId, Assert.Single(outcome.Results).FileId);
        var failure = Assert.Single(outcome.Failures);
        Assert.Equal((101L, FigshareErrorId.DuplicateTarget), (failure.Plate.FileId, failure.Error.ErrorId));
        AssertSaved(plate);
    }
}
