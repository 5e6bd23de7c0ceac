using System;
using System.Threading;

namespace FigshareTools.Runs;

/// <summary>What a run is doing with a plate.</summary>
public enum PlateActivity
{
    /// <summary>Requesting something from Figshare.</summary>
    Asking,

    /// <summary>Reading what is on disk already.</summary>
    Checking,

    /// <summary>Downloading.</summary>
    Fetching,

    /// <summary>Reading the file to verify it.</summary>
    Reading,

    /// <summary>Checking an SQLite database, which reports no progress.</summary>
    Querying,

    /// <summary>Waiting before a host is asked again; see <see cref="PlateProgress.Wait"/>.</summary>
    Waiting,
}

/// <summary>Why a plate waits.</summary>
/// <param name="Until">When a host is asked again, in local time.</param>
/// <param name="Cause">What it met before.</param>
public sealed record PlateWait(DateTimeOffset Until, EventCause Cause);

/// <summary>The progress of a plate that a run works on. Its workers write it; any thread may read it.</summary>
public sealed class PlateProgress
{
    private const long UnknownLength = -1;

    private readonly Action? _onChanged;
    private long _done;
    private long _downloaded;
    private long _length = UnknownLength;
    private int _activity;
    private volatile bool _isDownloaded;
    private int _connections;
    private volatile PlateWait? _wait;
    private Func<long>? _keptBytes;
    private volatile string? _host;

    /// <param name="plate">The plate.</param>
    /// <param name="index">The lowest index that no other plate in flight has.</param>
    /// <param name="onChanged">
    /// Called after <see cref="SetDone"/> and <see cref="SetWait"/>; null if nothing observes the progress.
    /// </param>
    internal PlateProgress(FigsharePlate plate, int index, Action? onChanged)
    {
        Plate = plate;
        Index = index;
        _onChanged = onChanged;
    }

    /// <summary>The plate's label, else its file.</summary>
    public string Label => string.IsNullOrWhiteSpace(Plate.Plate) ? Plate.ToString() : PrintableText.Of(Plate.Plate!);

    /// <summary>The index of the plate among the plates in flight: the lowest one that was free, from 0.</summary>
    public int Index { get; }

    /// <summary>What the run is doing with it.</summary>
    public PlateActivity Activity => _wait is null ? Work : PlateActivity.Waiting;

    /// <summary>Why the plate waits, and until when; null while it does not wait.</summary>
    public PlateWait? Wait => _wait;

    /// <summary>Bytes that the activity has processed.</summary>
    public long Done => Interlocked.Read(ref _done);

    /// <summary>
    /// The connections that download the plate, or are being opened. None while it waits for hosts that refuse this client.
    /// </summary>
    public int Connections => _wait is null ? Volatile.Read(ref _connections) : 0;

    /// <summary>The file's length in bytes; null when not known.</summary>
    public long? Length => Interlocked.Read(ref _length) is var length and not UnknownLength ? length : null;

    /// <summary>Whether all bytes are on disk, and the plate is only to be verified and published.</summary>
    public bool IsDownloaded
    {
        get => _isDownloaded;
        internal set => _isDownloaded = value;
    }

    internal FigsharePlate Plate { get; }

    /// <summary>The number of the plate in its run, from 1.</summary>
    internal long Number { get; init; }

    /// <summary>Full path of the plate's final name; null when not known.</summary>
    internal string? Path { get; set; }

    /// <summary>The host from which the last bytes came; null while none have come.</summary>
    internal string? Host
    {
        get => _host;
        set => _host = value;
    }

    /// <summary>What the run did with the plate before it had to wait.</summary>
    private PlateActivity Work => (PlateActivity)Volatile.Read(ref _activity);

    /// <summary>
    /// Bytes that count as done for the run. Bytes of an earlier run do not count while they are only checked.
    /// </summary>
    internal long Counted => Work is PlateActivity.Asking or PlateActivity.Checking ? 0 : Done;

    /// <summary>
    /// Bytes of the plate that stay on disk for the next run, once the work on the plate has ended; null if its download has not
    /// begun.
    /// </summary>
    internal long? KeptBytes => _keptBytes?.Invoke();

    /// <summary>Bytes of the partial file; 0 while an existing file, or its beginning, is only checked.</summary>
    internal long Kept => Work == PlateActivity.Checking ? 0 : Done;

    /// <summary>Bytes that came over the network or, in a verification, from the disk.</summary>
    internal long Downloaded => Interlocked.Read(ref _downloaded);

    internal void Begin(PlateActivity activity, long done, long? length)
    {
        Interlocked.Exchange(ref _done, done);
        Interlocked.Exchange(ref _length, length ?? UnknownLength);
        Volatile.Write(ref _activity, (int)activity);
    }

    /// <summary>Tells where the bytes are counted that stay on disk.</summary>
    internal void CountKept(Func<long> keptBytes) => _keptBytes = keptBytes;

    internal void SetDone(long done)
    {
        Interlocked.Exchange(ref _done, done);
        _onChanged?.Invoke();
    }

    internal void AddDownloaded(long bytes)
    {
        Interlocked.Add(ref _downloaded, bytes);
        // Another connection of the plate may wait. The plate does not.
        if (_wait is not null)
        {
            _wait = null;
        }
    }

    /// <summary>Counts the plate's connections.</summary>
    /// <returns>The number of connections after the change.</returns>
    internal int AddConnections(int change) => Interlocked.Add(ref _connections, change);

    internal void SetWait(PlateWait? wait)
    {
        _wait = wait;
        _onChanged?.Invoke();
    }
}
