using System;
using System.Buffers;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Hashing;
using FigshareTools.Hashing;
using FigshareTools.Files;
using FigshareTools.PartialFiles;
using FigshareTools.Transfer;
using Microsoft.Extensions.Time.Testing;

namespace FigshareTools.Core.Tests.Transfer;

public sealed class PrefixHasherTests : IAsyncLifetime
{
    private const int MiB = 1 << 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("figsharetools-").FullName;
    private readonly Md5Lanes _lanes = new(ArrayPool<byte>.Shared);
    private readonly byte[] _bytes = Streams.Bytes((5 * MiB) + 123, seed: 1);
    private PartialFile _partial = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _partial = await new PartialFileOpener(
        LocalFileSystem.Instance, new FakeTimeProvider()).OpenAsync(
            Path.Combine(_folder, "plate"), new FigsharePlate { FileId = 1, Length = _bytes.Length },
            keepsNothing: false, Stop);

    public async ValueTask DisposeAsync()
    {
        await _partial.DisposeAsync();
        _lanes.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Bytes_that_arrive_in_order_are_hashed_as_they_pass()
    {
        using var md5 = new Md5Double();
        var hasher = new PrefixHasher(md5, _partial, hashed: 0, Stop);
        Assert.True(hasher.IsInOrder);

        await ArriveInOrderAsync(hasher, 0, 1000);
        await ArriveInOrderAsync(hasher, 1000, 3000);
        Assert.Equal(_bytes[..3000], md5.Appended);

        await hasher.CompleteAsync();
        Assert.Equal(_bytes[..3000], md5.Appended);
        Assert.Equal(0, md5.Rented);
    }

    [Fact]
    public async Task Bytes_after_the_prefix_of_an_earlier_run_are_in_order()
    {
        using var md5 = new Md5Double();
        var hasher = new PrefixHasher(md5, _partial, hashed: 1000, Stop);

        await ArriveInOrderAsync(hasher, 1000, 3000);

        Assert.Equal(_bytes[1000..3000], md5.Appended);
    }

    [Fact]
    public async Task Bytes_out_of_order_are_not_appended()
    {
        using var md5 = new Md5Double();
        var hasher = new PrefixHasher(md5, _partial, hashed: 0, Stop);

        await ArriveInOrderAsync(hasher, 1000, 3000);

        Assert.Empty(md5.Appended);
        Assert.Equal(0, md5.Rented);
    }

    [Fact]
    public async Task Buffer_that_is_appended_after_the_switch_is_returned_and_read_back()
    {
        using var md5 = new Md5Double();
        var hasher = new PrefixHasher(md5, _partial, hashed: 0, Stop);
        await ArriveInOrderAsync(hasher, 0, 1000);
        var late = await hasher.RentAsync();
        hasher.SwitchToReadBack();

        Arrive(late, 1000, 3000);
        hasher.Append(late, 2000, 1000);
        Assert.False(hasher.IsInOrder);
        Assert.Equal(_bytes[..1000], md5.Appended);

        await hasher.CompleteAsync();
        Assert.Equal(_bytes[..3000], md5.Appended);
        Assert.Equal(0, md5.Rented);
    }

    /// <summary>
    /// A reader that does not wait would rent a buffer during the append. Nothing shows that a reader waits, therefore the test
    /// gives it many opportunities instead of a time.
    /// </summary>
    [Fact]
    public async Task Reader_starts_only_after_an_append_that_is_in_progress_has_ended()
    {
        for (var round = 0; round < 50; round++)
        {
            await SwitchDuringAppendAsync();
        }
    }

    [Fact]
    public async Task Digest_is_right_after_a_switch_in_the_middle()
    {
        using var md5 = _lanes.Open();
        var hasher = new PrefixHasher(md5, _partial, hashed: 0, Stop);
        for (var start = 0; start < MiB; start += 100_000)
        {
            await ArriveInOrderAsync(hasher, start, start + 100_000);
        }

        ArriveOutOfOrder(3 * MiB, _bytes.Length);
        hasher.SwitchToReadBack();
        hasher.NotifyWritten();
        ArriveOutOfOrder(1_100_000, 2 * MiB);
        hasher.NotifyWritten();
        ArriveOutOfOrder(2 * MiB, 3 * MiB);
        hasher.NotifyWritten();
        await hasher.CompleteAsync();

        Assert.Equal(Digest.Of(_bytes), await md5.DigestAsync());
    }

    [Fact]
    public async Task Reader_hashes_the_prefix_once_it_has_grown_by_a_step()
    {
        using var md5 = new Md5Double();
        var hasher = new PrefixHasher(md5, _partial, hashed: 0, Stop);
        hasher.SwitchToReadBack();
        await md5.WaitForReturnAsync(Stop);

        // A second range is not part of the prefix, and the first is too short.
        ArriveOutOfOrder(2 * MiB, 4 * MiB);
        hasher.NotifyWritten();
        ArriveOutOfOrder(0, MiB - 1);
        hasher.NotifyWritten();
        Assert.Empty(md5.Appended);

        ArriveOutOfOrder(MiB - 1, MiB);
        hasher.NotifyWritten();

        await md5.WaitForReturnAsync(Stop);
        Assert.Equal(_bytes[..MiB], md5.Appended);
        await hasher.CompleteAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(MiB - 1)]
    [InlineData(MiB + 123)]
    public async Task Completion_hashes_the_last_bytes_that_are_less_than_a_step(int count)
    {
        using var md5 = new Md5Double();
        var hasher = new PrefixHasher(md5, _partial, hashed: 0, Stop);
        hasher.SwitchToReadBack();
        await md5.WaitForReturnAsync(Stop);
        ArriveOutOfOrder(0, count);

        await hasher.CompleteAsync();

        Assert.Equal(_bytes[..count], md5.Appended);
        Assert.Equal(0, md5.Rented);
    }

    [Fact]
    public async Task Plate_without_an_expected_MD5_is_not_read_back()
    {
        var hasher = new PrefixHasher(md5: null, _partial, hashed: 0, Stop);
        Assert.False(hasher.IsInOrder);
        hasher.SwitchToReadBack();
        ArriveOutOfOrder(0, 2 * MiB);
        hasher.NotifyWritten();

        await hasher.CompleteAsync();
    }

    [Fact]
    public async Task Cancellation_ends_the_reader()
    {
        using var cancellation = new CancellationTokenSource();
        using var md5 = new Md5Double();
        var hasher = new PrefixHasher(md5, _partial, hashed: 0, cancellation.Token);
        hasher.SwitchToReadBack();
        await md5.WaitForReturnAsync(Stop);
        ArriveOutOfOrder(0, 2 * MiB);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(hasher.CompleteAsync);

        Assert.Empty(md5.Appended);
    }

    private async Task SwitchDuringAppendAsync()
    {
        using var md5 = new Md5Double();
        var hasher = new PrefixHasher(md5, _partial, hashed: 0, Stop);
        var buffer = await hasher.RentAsync();
        Arrive(buffer, 0, 1000);
        ArriveOutOfOrder(1000, 3 * MiB);
        md5.BlockNextAppend();
        var append = Task.Run(() => hasher.Append(buffer, 1000, 0), Stop);
        await md5.AppendStarted;

        hasher.SwitchToReadBack();
        var completion = hasher.CompleteAsync();

        // The thread pool runs the reader before these tasks, which were queued after it.
        for (var i = 0; i < 10; i++)
        {
            await Task.Run(() => { }, Stop);
        }

        Assert.False(completion.IsCompleted);
        Assert.Equal(1, md5.RentCalls);

        md5.ReleaseAppend();
        await append;
        await completion;
        Assert.Equal(_bytes[..(3 * MiB)], md5.Appended);
    }

    /// <summary>Writes bytes in a rented buffer, and appends the buffer.</summary>
    private async Task ArriveInOrderAsync(PrefixHasher hasher, int start, int end)
    {
        var buffer = await hasher.RentAsync();
        Arrive(buffer, start, end);
        hasher.Append(buffer, end - start, start);
    }

    private void Arrive(byte[] buffer, int start, int end)
    {
        Array.Copy(_bytes, start, buffer, 0, end - start);
        _partial.Write(buffer, 0, end - start, start);
    }

    private void ArriveOutOfOrder(int start, int end) => _partial.Write(_bytes, start, end - start, start);
}
