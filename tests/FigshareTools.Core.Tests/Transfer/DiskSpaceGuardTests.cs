using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Http;
using FigshareTools.Transfer;
using Microsoft.Extensions.Time.Testing;

namespace FigshareTools.Core.Tests.Transfer;

public sealed class DiskSpaceGuardTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("figsharetools-").FullName;
    private readonly FakeTimeProvider _clock = new();
    private readonly DiskSpaceGuard _room;

    public DiskSpaceGuardTests() => _room = new DiskSpaceGuard(_folder, force: false, _clock);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private long Most => new DriveInfo(_folder).AvailableFreeSpace * 6 / 10;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_is_there_already_needs_no_room()
    {
        var there = Expect("there", Most);
        using (var file = File.Create(there.Path!))
        {
            file.SetLength(there.Length!.Value);
        }

        var plate = Expect("plate", Most);
        _room.Open();

        await _room.RequireAsync(plate, Stop);
    }

    [Fact]
    public async Task What_is_there_in_part_needs_the_rest_only()
    {
        var begun = Expect("begun", Most);
        using (var file = File.Create(begun.Path + ".part"))
        {
            file.SetLength(Most * 9 / 10);
        }

        var plate = Expect("plate", Most);
        _room.Open();

        await _room.RequireAsync(plate, Stop);
        await _room.RequireAsync(begun, Stop);
    }

    [Fact]
    public async Task A_later_row_that_does_not_fit_is_refused_alone()
    {
        var first = Expect("first", Most);
        _room.Open();
        await _room.RequireAsync(first, Stop);
        first.Taken = () => 0;
        var second = Expect("second", Most);
        var small = Expect("small", 1);

        Assert.Equal(FigshareErrorId.DiskFull,
            (await Assert.ThrowsAsync<EngineException>(() => _room.RequireAsync(second, Stop))).ErrorId);
        await _room.RequireAsync(small, Stop);
        _room.Leave(first);
        await _room.RequireAsync(second, Stop);
    }

    [Fact]
    public async Task Room_that_is_set_aside_is_not_counted_twice()
    {
        var first = Expect("first", Most);
        _room.Open();
        await _room.RequireAsync(first, Stop);
        first.Taken = () => Most;

        await _room.RequireAsync(Expect("second", Most), Stop);
    }

    [Fact]
    public async Task Rows_that_are_slow_to_come_are_not_waited_for()
    {
        var waiting = _room.RequireAsync(Expect("plate", 1), Stop);
        Assert.False(waiting.IsCompleted);

        _clock.Advance(DiskSpaceGuard.Opening);

        await waiting;
    }

    private DiskReservation Expect(string name, long length)
    {
        var plate = new DiskReservation { Path = Path.Combine(_folder, name), Length = length };
        _room.Expect(plate);
        return plate;
    }
}
