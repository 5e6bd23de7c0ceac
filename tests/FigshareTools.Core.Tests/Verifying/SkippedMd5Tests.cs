using System.IO;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;

namespace FigshareTools.Core.Tests.Verifying;

/// <summary>The MD5 of a result, and where it comes from.</summary>
public class SkippedMd5Tests : TransferTest
{
    [Fact]
    public async Task A_download_has_the_MD5_that_was_computed()
    {
        var plate = PublishBytes();

        var result = (await SaveAsync(plate)).Result;

        Assert.Equal((plate.Md5, Md5Source.Computed, plate.Md5), (result.Md5, result.Md5Source, result.ExpectedMd5));
    }

    [Theory]
    [InlineData(false, Md5Source.Expected, VerificationLevel.Size)]
    [InlineData(true, Md5Source.Computed, VerificationLevel.Md5)]
    public async Task A_skipped_plate_has_the_MD5_of_its_row(bool checksum, Md5Source source, VerificationLevel verified)
    {
        var plate = PublishBytes();
        await SaveAsync(plate);

        var result = (await SaveAsync(Options with { Checksum = checksum }, plate)).Result;

        Assert.Equal(
            (PlateStatus.Skipped, plate.Md5, source, verified),
            (result.Status, result.Md5, result.Md5Source, result.Verified));
    }

    [Fact]
    public async Task A_skipped_plate_of_a_row_without_MD5_has_the_recorded_one()
    {
        var plate = PublishBytes();
        await SaveAsync(plate);
        Figshare.Log.Clear();

        var result = (await SaveAsync(plate with { Md5 = null })).Result;

        Assert.Equal(
            (PlateStatus.Skipped, plate.Md5, Md5Source.Recorded, plate.Md5, VerificationLevel.Size),
            (result.Status, result.Md5, result.Md5Source, result.ExpectedMd5, result.Verified));
        Assert.Empty(Figshare.Log.Snapshot());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_record_of_another_file_gives_no_MD5(bool isWritten)
    {
        var plate = PublishBytes();
        await SaveAsync(plate);
        var other = plate with { Md5 = null, FileId = isWritten ? plate.FileId : 7 };
        if (isWritten)
        {
            File.SetLastWriteTimeUtc(PathOf(plate), File.GetLastWriteTimeUtc(PathOf(plate)).AddSeconds(1));
        }

        var result = (await SaveAsync(other)).Result;

        Assert.Equal((PlateStatus.Skipped, null, null, null),
            (result.Status, result.Md5, result.Md5Source, result.ExpectedMd5));
    }

    [Fact]
    public async Task A_result_says_which_file_of_which_article_it_is()
    {
        var plate = PublishBytes() with { ArticleId = ArticleId, Version = 3, Doi = "10.6084/m9.figshare.4.v3" };

        foreach (var result in new[] { (await SaveAsync(plate)).Result, (await SaveAsync(plate)).Result })
        {
            Assert.Equal(
                (plate.FileId, plate.FileName, plate.ArticleId, plate.Version, plate.Doi),
                (result.FileId, result.FileName, result.ArticleId, result.Version, result.Doi));
        }
    }
}
