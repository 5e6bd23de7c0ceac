using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Simulator;
using Microsoft.Extensions.Time.Testing;

namespace FigshareTools.Core.Tests.Transfer;

/// <summary>Plates that cannot be saved. They leave nothing on disk.</summary>
public class RefusedPlateTests : TransferTest
{
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
        // Each of the first two plates would fit alone.
        const long Space = 1L << 40, MoreThanHalf = Space * 6 / 10;
        var plates = new[] { PublishBytes(fileId: 101), PublishBytes(fileId: 102), PublishBytes(fileId: 103) }
            .Select((plate, i) => i < 2 ? plate with { Length = MoreThanHalf } : plate).ToArray();

        // The run begins when all rows are known, and not when its time for the first ones has passed.
        var options = Options with { Files = new FaultyFileSystem { UsableSpace = Space }, Clock = new FakeTimeProvider() };
        var failures = (await SaveAsync(options, plates)).Failures;

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

    [Theory]
    [InlineData("100.bin.part")]
    [InlineData("100.bin.PART-STATE")]
    public async Task No_plate_has_the_name_of_a_partial_file(string name)
    {
        var plate = PublishBytes() with { FileName = name };

        Assert.Equal(FigshareErrorId.InvalidFileName, (await SaveAsync(plate)).Failure.ErrorId);
    }
}
