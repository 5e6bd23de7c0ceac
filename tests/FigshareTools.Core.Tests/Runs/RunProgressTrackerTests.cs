using System.Linq;
using FigshareTools.Runs;

namespace FigshareTools.Core.Tests.Runs;

public class RunProgressTrackerTests
{
    private readonly RunProgressTracker _tracker = new();

    [Fact]
    public void Queued_plates_are_counted_with_the_lengths_that_are_known()
    {
        _tracker.Add(new FigsharePlate { FileId = 1, Length = 100 });
        _tracker.Add(new FigsharePlate { FileId = 2 });

        AssertProgress(plates: 2, ended: 0, done: 0, total: 100, downloaded: 0);
    }

    [Fact]
    public void Plates_in_flight_count_with_the_bytes_of_their_activity()
    {
        var first = Start(new FigsharePlate { FileId = 1, Length = 100 });
        first.Begin(PlateActivity.Fetching, done: 20, length: 100);
        first.AddDownloaded(5);
        var second = Start(new FigsharePlate { FileId = 2, Length = 50 });
        second.Begin(PlateActivity.Reading, done: 7, length: 50);

        AssertProgress(plates: 2, ended: 0, done: 27, total: 150, downloaded: 5);
        Assert.Equal([first, second], _tracker.Current().InFlight);
    }

    [Fact]
    public void Bytes_that_are_only_checked_do_not_count_as_done()
    {
        var plate = Start(new FigsharePlate { FileId = 1, Length = 100 });
        plate.Begin(PlateActivity.Checking, done: 60, length: 100);

        AssertProgress(plates: 1, ended: 0, done: 0, total: 100, downloaded: 0);
    }

    [Fact]
    public void Length_that_a_response_states_is_counted_once()
    {
        var plate = Start(new FigsharePlate { FileId = 1 });
        plate.Begin(PlateActivity.Fetching, done: 0, length: 80);
        AssertProgress(plates: 1, ended: 0, done: 0, total: 80, downloaded: 0);

        _tracker.End(plate, bytes: 80);

        AssertProgress(plates: 1, ended: 1, done: 80, total: 80, downloaded: 0);
    }

    [Fact]
    public void Ended_plate_counts_with_the_real_length_of_its_file()
    {
        var plate = Start(new FigsharePlate { FileId = 1, Length = 100 });
        plate.Begin(PlateActivity.Fetching, done: 90, length: 100);
        plate.AddDownloaded(70);

        _tracker.End(plate, bytes: 90);

        AssertProgress(plates: 1, ended: 1, done: 90, total: 90, downloaded: 70);
        Assert.Empty(_tracker.Current().InFlight);
    }

    [Fact]
    public void Plate_takes_the_lowest_free_index()
    {
        var plates = Enumerable.Range(1, 3).Select(id => Start(new FigsharePlate { FileId = id })).ToArray();
        Assert.Equal([0, 1, 2], plates.Select(plate => plate.Index));
        _tracker.End(plates[2], 0);
        _tracker.End(plates[1], 0);

        Assert.Equal(1, Start(new FigsharePlate { FileId = 4 }).Index);
        Assert.Equal(2, Start(new FigsharePlate { FileId = 5 }).Index);
        Assert.Equal(3, Start(new FigsharePlate { FileId = 6 }).Index);
    }

    private PlateProgress Start(FigsharePlate plate) => _tracker.Start(plate, _tracker.Add(plate));

    private void AssertProgress(long plates, long ended, long done, long total, long downloaded)
    {
        var progress = _tracker.Current();
        Assert.Equal(
            (plates, ended, done, total, downloaded),
            (progress.Plates, progress.Ended, progress.DoneBytes, progress.TotalBytes, progress.DownloadedBytes));
    }
}
