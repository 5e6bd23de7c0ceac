using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Simulator;

namespace FigshareTools.Core.Tests.Verifying;

/// <summary>A download is verified before it is published, and an existing file before it is skipped.</summary>
public class VerificationOnSaveTests : TransferTest
{
    [Fact]
    public async Task Wrong_bytes_are_downloaded_once_more_from_zero()
    {
        var plate = PublishBytes();
        Figshare.Faults.Add(Fault.WrongBytes(50_000));

        Assert.Equal(VerificationLevel.Md5, (await SaveAsync(plate)).Result.Verified);

        AssertSaved(plate);
        Assert.Equal(2, Figshare.Log.Count(FaultPoint.Storage));
    }

    [Fact]
    public async Task Wrong_bytes_twice_are_an_error_and_leave_nothing()
    {
        var plate = PublishBytes();
        Figshare.Faults.Add(Fault.WrongBytes(50_000) with { Times = int.MaxValue });

        var failure = (await SaveAsync(plate)).Failure;

        Assert.Equal(FigshareErrorId.Md5Mismatch, failure.ErrorId);
        Assert.Contains(plate.Md5!, failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, Figshare.Log.Count(FaultPoint.Storage));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Folder));
    }

    [Theory]
    [InlineData(99_999)]
    [InlineData(100_001)]
    public async Task A_wrong_length_is_an_error_before_the_body_is_read(long length)
    {
        var plate = PublishBytes();
        Figshare.Faults.Add(Fault.WrongLength(length) with { Times = int.MaxValue });

        Assert.Equal(FigshareErrorId.LengthMismatch, (await SaveAsync(plate)).Failure.ErrorId);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Folder));
    }

    [Fact]
    public async Task More_bytes_than_expected_are_an_error_without_Content_Length()
    {
        var plate = PublishBytes() with { Length = 5000, Md5 = null };
        Figshare.Faults.Add(Fault.NoContentLength() with { Times = int.MaxValue });

        Assert.Equal(FigshareErrorId.LengthMismatch, (await SaveAsync(plate)).Failure.ErrorId);
    }

    [Fact]
    public async Task A_sqlite_name_requires_an_SQLite_database()
    {
        var plate = PublishBytes(name: "100.sqlite");

        Assert.Equal(FigshareErrorId.NotSqlite, (await SaveAsync(plate)).Failure.ErrorId);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Folder));
    }

    [Fact]
    public async Task A_real_SQLite_plate_is_accepted_without_an_MD5()
    {
        var folder = Directory.CreateTempSubdirectory("figsharetools-plates-").FullName;
        try
        {
            var article = await CellHealthPlates.CreateAsync(folder, 300_000, Stop);
            Figshare.Catalog.Add(article);
            var file = article.Latest.Files[0];

            var result = (await SaveAsync(new FigsharePlate { FileId = file.Id, Plate = "SQ1" })).Result;

            Assert.Equal(Path.Combine(Folder, "SQ1.sqlite"), result.Path);
            Assert.Equal(VerificationLevel.None, result.Verified);
            Assert.Null(result.Md5);
            Assert.Equal(file.Content.Md5, Digest.OfFile(result.Path));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task An_empty_file_that_Figshare_lists_as_empty_is_saved()
    {
        var plate = Publish(SimulatedContent.Empty, name: "empty.txt");

        var result = (await SaveAsync(plate)).Result;

        Assert.Equal((0L, VerificationLevel.Md5), (result.Length, result.Verified));
        Assert.Equal(0, new FileInfo(PathOf(plate)).Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    [InlineData(200_000)]
    public async Task An_incomplete_file_of_another_tool_is_replaced(int length)
    {
        var plate = PublishBytes();
        File.WriteAllBytes(PathOf(plate), new byte[length]);

        Assert.Equal(PlateStatus.Downloaded, (await SaveAsync(plate)).Result.Status);

        AssertSaved(plate);
    }

    [Fact]
    public async Task A_failed_download_leaves_an_existing_file_untouched()
    {
        var plate = PublishBytes();
        File.WriteAllText(PathOf(plate), "the user's own file");
        Figshare.Faults.Add(Fault.WrongBytes(5) with { Times = int.MaxValue });

        Assert.Equal(FigshareErrorId.Md5Mismatch, (await SaveAsync(plate)).Failure.ErrorId);

        Assert.Equal("the user's own file", File.ReadAllText(PathOf(plate)));
    }

    [Fact]
    public async Task A_second_run_sends_no_request_when_lengths_are_known()
    {
        FigsharePlate[] plates = [.. Enumerable.Range(100, 9).Select(id => PublishBytes(fileId: id))];
        await SaveAsync(plates);
        Figshare.Log.Clear();

        var outcome = await SaveAsync(plates);

        Assert.All(outcome.Results, result =>
            Assert.Equal((PlateStatus.Skipped, VerificationLevel.Size), (result.Status, result.Verified)));
        Assert.Equal(9, outcome.Results.Count);
        Assert.Empty(Figshare.Log.Snapshot());
    }

    [Fact]
    public async Task With_a_checksum_a_flipped_byte_is_found()
    {
        var plate = PublishBytes();
        await SaveAsync(plate);
        var bytes = File.ReadAllBytes(PathOf(plate));
        bytes[777] ^= 1;
        File.WriteAllBytes(PathOf(plate), bytes);

        Assert.Equal(PlateStatus.Skipped, (await SaveAsync(plate)).Result.Status);
        Assert.Equal(PlateStatus.Downloaded, (await SaveAsync(Options with { Checksum = true }, plate)).Result.Status);

        AssertSaved(plate);
        var again = (await SaveAsync(Options with { Checksum = true }, plate)).Result;
        Assert.Equal((PlateStatus.Skipped, VerificationLevel.Md5, plate.Md5), (again.Status, again.Verified, again.Md5));
    }

    [Fact]
    public async Task Force_downloads_a_valid_plate_again()
    {
        var plate = PublishBytes();
        await SaveAsync(plate);

        Assert.Equal(PlateStatus.Downloaded, (await SaveAsync(Options with { Force = true }, plate)).Result.Status);
        Assert.Equal(2, Figshare.Log.Count(FaultPoint.Storage));
    }

    [Fact]
    public async Task A_symbolic_link_to_the_right_file_is_skipped()
    {
        var plate = PublishBytes();
        await SaveAsync(plate);
        var bulk = Path.Combine(Folder, "bulk.bin");
        File.Move(PathOf(plate), bulk);
        File.CreateSymbolicLink(PathOf(plate), bulk);

        Assert.Equal(PlateStatus.Skipped, (await SaveAsync(plate)).Result.Status);
    }

    [Theory]
    [InlineData("html")]
    [InlineData("xml")]
    public async Task A_web_page_in_place_of_the_file_is_never_published(string kind)
    {
        var plate = PublishBytes() with { FileName = null, Length = null, Md5 = null };
        Figshare.Faults.Add((kind == "html" ? Fault.HtmlBody() : Fault.XmlBody()) with { Times = int.MaxValue });

        var failure = (await SaveAsync(Options with { MaximumRetryCount = 1 }, plate)).Failure;

        Assert.Equal(FigshareErrorId.WrongContent, failure.ErrorId);
        Assert.DoesNotContain(Directory.EnumerateFiles(Folder), file => file.EndsWith(".sqlite", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_web_page_of_another_length_is_reported_as_a_page()
    {
        var plate = PublishBytes();
        Figshare.Faults.Add(Fault.HtmlBody() with { Times = int.MaxValue });

        Assert.Equal(FigshareErrorId.WrongContent,
            (await SaveAsync(Options with { MaximumRetryCount = 0 }, plate)).Failure.ErrorId);
    }

    [Fact]
    public async Task A_dataset_may_contain_web_pages()
    {
        var content = SimulatedContent.FromBytes(Encoding.UTF8.GetBytes("<!DOCTYPE html><title>Readme</title>"));
        var plate = Publish(content, name: "readme.html");

        Assert.Equal(VerificationLevel.Md5, (await SaveAsync(plate)).Result.Verified);
        Assert.Equal(PlateStatus.Downloaded,
            (await SaveAsync(plate with { FileName = "copy.html", Length = null, Md5 = null })).Result.Status);
    }
}
