using System;
using System.Threading.Tasks;
using FigshareTools.Files;

namespace FigshareTools.Transfer;

/// <summary>Sends a partial file to the disk now and then, beside the transfer, and notes what is there.</summary>
internal sealed class PartialFlush(PartialJournal journal, TimeProvider clock)
{
    private const long MostBytes = 256L << 20;
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(15);

    private Task _running = Task.CompletedTask;
    private long _total;
    private long _at = clock.GetTimestamp();

    /// <summary>The next one is due so many bytes, or so much time, after these.</summary>
    public void BeginAt(long total) => _total = total;

    /// <summary>Begins one if it is due; to be called while nobody changes the ranges.</summary>
    public void Consider(PositionedFile file, ByteRanges written)
    {
        if (!_running.IsCompleted || (written.Total - _total < MostBytes && clock.GetElapsedTime(_at) < s_longest))
        {
            return;
        }

        _running.GetAwaiter().GetResult(); // It has ended: this only passes its failure on.
        var ranges = written.ToPairs();
        _total = written.Total;
        _at = clock.GetTimestamp();
        _running = Task.Run(() =>
        {
            file.Flush();
            journal.RequireOwnership();
            journal.Note(state => state with { Flushed = ranges });
        });
    }

    /// <summary>Waits for the one that runs, and passes its failure on.</summary>
    public Task EndAsync() => _running;
}
