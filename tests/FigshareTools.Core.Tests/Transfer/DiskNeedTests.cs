using System;
using System.IO;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Transfer;

namespace FigshareTools.Core.Tests.Transfer;

public sealed class DiskNeedTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("figsharetools-").FullName;

    private string Target => Path.Combine(_folder, "plate.sqlite");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Plate_of_unknown_length_needs_nothing()
    {
        Assert.Equal(0, new DiskNeed(Target, null).MissingBytes(ignoresExisting: false));
    }

    [Fact]
    public void New_plate_needs_its_length()
    {
        Assert.Equal(100, new DiskNeed(Target, 100).MissingBytes(ignoresExisting: false));
        Assert.Equal(100, new DiskNeed(null, 100).MissingBytes(ignoresExisting: false));
    }

    [Theory]
    [InlineData(100, false, 0)]
    [InlineData(100, true, 100)]
    [InlineData(99, false, 100)]
    public void Only_a_complete_file_that_is_kept_makes_space_unnecessary(int length, bool ignoresExisting, int missing)
    {
        File.WriteAllBytes(Target, new byte[length]);

        Assert.Equal(missing, new DiskNeed(Target, 100).MissingBytes(ignoresExisting));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Partial_file_occupies_space_already(bool ignoresExisting)
    {
        PartialFilesOnDisk.Leave(Target, new byte[30], state => state);

        Assert.Equal(70, new DiskNeed(Target, 100).MissingBytes(ignoresExisting));
    }

    [Fact]
    public void Reserved_space_of_a_partial_file_counts_as_occupied()
    {
        PartialFilesOnDisk.Leave(Target, new byte[30], state => state with { Reserved = 80 });

        Assert.Equal(20, new DiskNeed(Target, 100).MissingBytes(ignoresExisting: false));
    }

    [Fact]
    public void Partial_file_that_is_too_long_does_not_make_space()
    {
        PartialFilesOnDisk.Leave(Target, new byte[130], state => state);

        Assert.Equal(0, new DiskNeed(Target, 100).MissingBytes(ignoresExisting: false));
    }

    [Fact]
    public void Admitted_plate_needs_nothing_while_its_partial_file_is_opened()
    {
        Assert.Equal(0, new DiskNeed(Target, 100) { IsAdmitted = true }.MissingBytes(ignoresExisting: false));
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(60, 40)]
    [InlineData(100, 0)]
    [InlineData(130, 0)]
    public void Admitted_plate_needs_its_length_less_its_partial_file(long occupied, long missing)
    {
        // The partial file that the plate has open counts, and not the files on disk.
        File.WriteAllBytes(Target, new byte[100]);
        PartialFilesOnDisk.Leave(Target, new byte[10], state => state);
        var need = new DiskNeed(Target, 100) { IsAdmitted = true, GetOccupiedBytes = () => occupied };

        Assert.Equal(missing, need.MissingBytes(ignoresExisting: false));
    }
}
