using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Files;

namespace FigshareTools.Core.Tests.Files;

/// <summary>Flushes of folders that several plates share.</summary>
public sealed class FolderFlusherTests : IDisposable
{
    private readonly SemaphoreSlim _started = new(0);
    private readonly SemaphoreSlim _goOn = new(0);
    private int _flushes;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _started.Dispose();
        _goOn.Dispose();
    }

    [Fact]
    public async Task Calls_during_a_flush_share_the_next_one()
    {
        SkipOnWindows();
        var flusher = new FolderFlusher(_ =>
        {
            Interlocked.Increment(ref _flushes);
            _started.Release();
            _goOn.Wait(Stop);
        });

        var first = flusher.FlushAsync("d");
        await _started.WaitAsync(Stop);
        List<Task> later = [flusher.FlushAsync("d"), flusher.FlushAsync("d")];
        _goOn.Release();
        await first;
        Assert.All(later, flush => Assert.False(flush.IsCompleted));

        await _started.WaitAsync(Stop);
        _goOn.Release();
        await Task.WhenAll(later);

        Assert.Equal(2, _flushes);
    }

    [Fact]
    public async Task A_failure_reaches_its_callers_only()
    {
        SkipOnWindows();
        var flusher = new FolderFlusher(_ =>
        {
            if (Interlocked.Increment(ref _flushes) == 1)
            {
                throw new IOException("broken");
            }
        });

        await Assert.ThrowsAsync<IOException>(() => flusher.FlushAsync("d"));
        await flusher.FlushAsync("d");

        Assert.Equal(2, _flushes);
    }

    [Fact]
    public async Task A_missing_folder_is_a_failure()
    {
        SkipOnWindows();

        await new FolderFlusher().FlushAsync(Path.GetTempPath());
        await Assert.ThrowsAsync<IOException>(() => new FolderFlusher().FlushAsync(Path.Combine(Path.GetTempPath(), "missing")));
    }

    private static void SkipOnWindows() =>
        Assert.SkipWhen(OperatingSystem.IsWindows(), "On Windows the rename itself is written through.");
}
