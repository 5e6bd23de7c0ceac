using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Files;
using FigshareTools.Http;

namespace FigshareTools.Transfer;

/// <summary>A plate that is to come, and the room it takes; see <see cref="DiskSpaceGuard"/>.</summary>
internal sealed class DiskReservation
{
    /// <summary>Where it goes; null while its name is not known.</summary>
    public string? Path { get; set; }

    /// <summary>Its bytes; null while nobody knows.</summary>
    public long? Length { get; set; }

    /// <summary>Whether it is being fetched.</summary>
    public bool IsInFlight { get; set; }

    /// <summary>Bytes of the disk that it has taken already, written or set aside; null until its file is open.</summary>
    public Func<long>? Taken { get; set; }
}

/// <summary>
/// Room on the disk for the plates of a run. The first rows are looked at together: a run that does not fit is refused before
/// its first byte. Later ones are looked at when their turn comes, beside those in flight.
/// </summary>
/// <param name="folder">Where the plates go; it exists.</param>
/// <param name="force">Whether plates come anew, whatever is there.</param>
/// <param name="clock">Where time comes from.</param>
internal sealed class DiskSpaceGuard(string folder, bool force, TimeProvider clock)
{
    /// <summary>How long rows may take to arrive to count as the first ones.</summary>
    public static readonly TimeSpan Opening = TimeSpan.FromMilliseconds(250);

    private readonly object _gate = new();
    private readonly HashSet<DiskReservation> _plates = [];
    private readonly TaskCompletionSource<bool> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ITimer? _timer;
    private bool _looked;
    private string? _refusal;

    /// <summary>A plate is queued.</summary>
    public void Expect(DiskReservation plate)
    {
        lock (_gate)
        {
            _plates.Add(plate);
            _timer ??= clock.CreateTimer(_ => Open(), null, Opening, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>The first rows are known: there are no more, or the queue is full, or it took too long.</summary>
    public void Open()
    {
        _opened.TrySetResult(true);
        lock (_gate)
        {
            _timer?.Dispose();
        }
    }

    /// <summary>A plate is about to be fetched.</summary>
    /// <exception cref="EngineException">There is no room for it.</exception>
    public async Task RequireAsync(DiskReservation plate, CancellationToken cancellationToken)
    {
        using (cancellationToken.Register(() => _opened.TrySetCanceled(cancellationToken)))
        {
            await _opened.Task.ConfigureAwait(false);
        }

        lock (_gate)
        {
            if (!_looked)
            {
                _looked = true;
                _refusal = LackFor([.. _plates]);
            }

            if ((_refusal ?? LackFor([plate, .. _plates.Where(other => other.IsInFlight)])) is { } lack)
            {
                throw DiskFull(lack);
            }

            plate.IsInFlight = true;
        }
    }

    /// <summary>A plate has ended.</summary>
    public void Leave(DiskReservation plate)
    {
        lock (_gate)
        {
            _plates.Remove(plate);
        }
    }

    public static EngineException DiskFull(string cause, Exception? inner = null) => new(
        FailureKind.Permanent, FigshareErrorId.DiskFull, cause.TrimEnd('.'),
        "make room and run this again: what is there is continued", inner);

    /// <summary>What is lacking, in words; null when there is room, or the system does not tell.</summary>
    private string? LackFor(List<DiskReservation> plates)
    {
        // Nearly always there is room for all of it, and nothing on the disk has to be looked at.
        if (FreeSpace.UsableAt(folder) is not { } usable || plates.Sum(plate => (decimal)(plate.Length ?? 0)) <= usable)
        {
            return null;
        }

        var needed = plates.Sum(plate => (decimal)LeftOf(plate));
        return needed <= usable ? null
            : $"{(plates.Count == 1 ? "it needs" : $"the {plates.Count} plates of this run that are known need")} {needed} bytes "
                + $"more, and the disk has {usable} to spare";
    }

    private long LeftOf(DiskReservation plate)
    {
        if (plate is not { Path: { } path, Length: { } length })
        {
            return plate.Length ?? 0;
        }

        // One that is just being opened may have its room already: the system says so when it has not.
        return plate.IsInFlight ? Math.Max(0, length - (plate.Taken?.Invoke() ?? length))
            : !force && FileLength.Of(path) == length ? 0
            : Math.Max(0, length - PartialFile.BytesBeside(path));
    }
}
