using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Transfer;
using Microsoft.Extensions.Time.Testing;

namespace FigshareTools.Core.Tests.Transfer;

public sealed class DiskSpaceGuardTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("figsharetools-").FullName;
    private readonly FakeTimeProvider _clock = new();
    private readonly DiskSpaceGuard _guard;

    public DiskSpaceGuardTests() => _guard = new DiskSpaceGuard(
        new FaultyFileSystem { UsableSpace = Usable }, _folder, ignoresExisting: false, _clock);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private const long Usable = 100_000_000_000;

    // Two plates of this length do not fit.
    private const long MoreThanHalf = Usable * 6 / 10;

    public void Dispose()
    {
        _guard.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_complete_file_needs_no_space()
    {
        CreateFile("complete", MoreThanHalf);
        Register("complete", MoreThanHalf);
        var plate = Register("plate", MoreThanHalf);
        _guard.CloseInitialBatch();

        await AdmitAsync(plate, "plate", MoreThanHalf);
    }

    [Fact]
    public async Task A_partial_file_needs_only_the_missing_bytes()
    {
        PartialFilesOnDisk.Leave(Path.Combine(_folder, "partial"), [], state => state with { Reserved = MoreThanHalf * 9 / 10 });
        var partial = Register("partial", MoreThanHalf);
        var plate = Register("plate", MoreThanHalf);
        _guard.CloseInitialBatch();

        await AdmitAsync(plate, "plate", MoreThanHalf);
        await AdmitAsync(partial, "partial", MoreThanHalf);
    }

    [Fact]
    public async Task A_later_plate_that_does_not_fit_is_refused_alone()
    {
        var first = Register("first", MoreThanHalf);
        _guard.CloseInitialBatch();
        await AdmitAsync(first, "first", MoreThanHalf);
        _guard.Attach(first, () => 0);
        var second = Register("second", MoreThanHalf);
        var small = Register("small", 1);

        var refusal = await Assert.ThrowsAsync<EngineException>(() => AdmitAsync(second, "second", MoreThanHalf));

        Assert.Equal(FigshareErrorId.DiskFull, refusal.ErrorId);
        await AdmitAsync(small, "small", 1);
        _guard.Release(first);
        await AdmitAsync(second, "second", MoreThanHalf);
    }

    [Fact]
    public async Task Reserved_space_is_not_counted_twice()
    {
        var first = Register("first", MoreThanHalf);
        _guard.CloseInitialBatch();
        await AdmitAsync(first, "first", MoreThanHalf);
        _guard.Attach(first, () => MoreThanHalf);

        await AdmitAsync(Register("second", MoreThanHalf), "second", MoreThanHalf);
    }

    [Fact]
    public async Task The_initial_batch_closes_after_its_time()
    {
        var admission = AdmitAsync(Register("plate", 1), "plate", 1);
        Assert.False(admission.IsCompleted);

        _clock.Advance(DiskSpaceGuard.InitialBatchTime);

        await admission;
    }

    private void CreateFile(string name, long length)
    {
        using var file = File.Create(Path.Combine(_folder, name));
        file.SetLength(length);
    }

    private DiskReservation Register(string name, long length) => _guard.Register(Path.Combine(_folder, name), length);

    private Task AdmitAsync(DiskReservation reservation, string name, long length) =>
        _guard.AdmitAsync(reservation, Path.Combine(_folder, name), length, Stop);
}
