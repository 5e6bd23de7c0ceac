using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Simulator;

namespace FigshareTools.Core.Tests.Transfer;

/// <summary>Rows that tell little, and a Figshare that tells little more.</summary>
public class UnverifiedPlateTests : TransferTest
{
    [Fact]
    public async Task A_refusing_API_is_asked_once_for_all_plates()
    {
        FigsharePlate[] plates =
        [
            .. Enumerable.Range(100, 5).Select(id => PublishBytes(fileId: id) with { Length = null, Md5 = null, ArticleId = ArticleId }),
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
    public async Task An_empty_response_is_no_plate_unless_an_empty_one_is_expected(string name, bool isThere)
    {
        Publish(SimulatedContent.Empty, name: name);
        if (isThere)
        {
            File.WriteAllText(Path.Combine(Folder, name), "");
        }

        var failure = (await SaveAsync(new FigsharePlate { FileId = 100, FileName = name })).Failure;

        Assert.Equal(FigshareErrorId.WrongContent, failure.ErrorId);
        Assert.Equal(isThere, File.Exists(Path.Combine(Folder, name)));
    }

    [Fact]
    public async Task A_plate_without_downloaded_bytes_leaves_no_file()
    {
        var plate = PublishBytes();
        Figshare.Faults.Add(Fault.NotFound(FaultPoint.Redirect));

        Assert.Equal(FigshareErrorId.NotFound, (await SaveAsync(plate)).Failure.ErrorId);

        Assert.Empty(Directory.EnumerateFileSystemEntries(Folder));
    }

    [Fact]
    public async Task A_plate_that_does_not_fit_is_refused_before_any_request()
    {
        var plate = PublishBytes() with { Length = long.MaxValue / 2 };

        var failure = (await SaveAsync(plate)).Failure;

        Assert.Equal(FigshareErrorId.DiskFull, failure.ErrorId);
        Assert.Empty(Figshare.Log.Snapshot());
        Assert.Empty(Directory.EnumerateFileSystemEntries(Folder));
    }

    [Fact]
    public async Task A_run_that_does_not_fit_is_refused_before_any_request()
    {
        // Each would fit alone.
        var most = new DriveInfo(Folder).AvailableFreeSpace * 6 / 10;
        var plates = new[] { PublishBytes(fileId: 101), PublishBytes(fileId: 102), PublishBytes(fileId: 103) }
            .Select((plate, i) => i < 2 ? plate with { Length = most } : plate).ToArray();

        var failures = (await SaveAsync(plates)).Failures;

        Assert.Equal(3, failures.Count);
        Assert.All(failures, failure => Assert.Equal(FigshareErrorId.DiskFull, failure.Error.ErrorId));
        Assert.Contains("3 plates", failures[0].Error.Message, StringComparison.Ordinal);
        Assert.Empty(Figshare.Log.Snapshot());
        Assert.Empty(Directory.EnumerateFileSystemEntries(Folder));
    }

    [Fact]
    public async Task A_folder_with_the_plates_name_is_an_error_before_any_request()
    {
        var plate = PublishBytes();
        Directory.CreateDirectory(PathOf(plate));

        Assert.Equal(FigshareErrorId.FileAccess, (await SaveAsync(plate)).Failure.ErrorId);

        Assert.Empty(Figshare.Log.Snapshot());
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
    [InlineData("100.bin.part")]
    [InlineData("100.bin.PART-STATE")]
    public async Task No_plate_has_the_name_of_a_partial_file(string name)
    {
        var plate = PublishBytes() with { FileName = name };

        Assert.Equal(FigshareErrorId.InvalidFileName, (await SaveAsync(plate)).Failure.ErrorId);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3600, 1)]
    [InlineData(3601, 0)]
    [InlineData(2_000_000_000, 0)]
    public async Task A_Retry_After_of_more_than_an_hour_is_an_error(int seconds, int waits)
    {
        var plate = PublishBytes();
        Figshare.Faults.Add(Fault.TooManyRequests(seconds, FaultPoint.Redirect));

        var outcome = await SaveAsync(plate);

        Assert.Equal(waits, Clock.Waits.Count);
        Assert.Equal(waits, outcome.Results.Count);
        Assert.All(Clock.Waits, wait => Assert.True(wait > TimeSpan.Zero));
        Assert.All(outcome.Failures, failure => Assert.Contains("asks to wait", failure.Error.Message, StringComparison.Ordinal));
    }
}
