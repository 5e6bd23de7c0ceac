using System;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Runs;

/// <summary>What a plate in flight is doing.</summary>
public enum PlateActivity
{
    /// <summary>Asking Figshare.</summary>
    Asking,

    /// <summary>Reading what is on disk already.</summary>
    Checking,

    /// <summary>Fetching bytes.</summary>
    Fetching,

    /// <summary>Reading bytes to test them.</summary>
    Reading,

    /// <summary>Looking through an SQLite database, which does not tell how far it is.</summary>
    Querying,
}

/// <summary>How far a plate in flight is. One worker writes it, anybody reads it, nobody waits.</summary>
public sealed class PlateProgress
{
    private readonly Action<PlateProgress> _endFetching;
    private readonly Func<PlateProgress, CancellationToken, Task> _fetchAgain;
    private long _done;
    private long _fetched;
    private long _length = -1;
    private int _activity;

    internal PlateProgress(
        FigsharePlate plate, int slot, Action<PlateProgress> endFetching,
        Func<PlateProgress, CancellationToken, Task> fetchAgain)
    {
        _endFetching = endFetching;
        _fetchAgain = fetchAgain;
        Plate = plate;
        Slot = slot;
    }

    internal FigsharePlate Plate { get; }

    /// <summary>The plate's label, else its file.</summary>
    public string Label => string.IsNullOrWhiteSpace(Plate.Plate) ? Plate.ToString() : Plate.Plate!;

    /// <summary>The place of the plate among those in flight, from 0: the lowest that was free.</summary>
    public int Slot { get; }

    /// <summary>What it is doing.</summary>
    public PlateActivity Activity => (PlateActivity)Volatile.Read(ref _activity);

    /// <summary>Bytes that are done of the activity.</summary>
    public long Done => Interlocked.Read(ref _done);

    /// <summary>The whole file's bytes; null when not known.</summary>
    public long? Length => Interlocked.Read(ref _length) is >= 0 and var length ? length : null;

    /// <summary>Whether all its bytes are here, and only proof and name are missing.</summary>
    public bool IsFetched => !HasTurn;

    internal void Begin(PlateActivity activity, long done, long? length)
    {
        Interlocked.Exchange(ref _done, done);
        Interlocked.Exchange(ref _length, length ?? -1);
        Volatile.Write(ref _activity, (int)activity);
    }

    /// <summary>Bytes that count for the run: what a save only checks before it goes on is not yet done.</summary>
    internal long Counted => Activity is PlateActivity.Asking or PlateActivity.Checking ? 0 : Done;

    internal long Fetched => Interlocked.Read(ref _fetched);

    internal void At(long done) => Interlocked.Exchange(ref _done, done);

    internal void AddFetched(long bytes) => Interlocked.Add(ref _fetched, bytes);

    /// <summary>Whether it is one of those that are fetched; set by the run.</summary>
    internal bool HasTurn { get; set; } = true;

    /// <summary>All bytes are here: the next plate may begin.</summary>
    internal void EndFetching() => _endFetching(this);

    /// <summary>What came was wrong: waits for another turn to fetch it once more.</summary>
    internal Task FetchAgainAsync(CancellationToken cancellationToken) => _fetchAgain(this, cancellationToken);
}
