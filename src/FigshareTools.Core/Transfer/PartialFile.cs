using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Files;
using FigshareTools.Http;
using FigshareTools.Timing;

namespace FigshareTools.Transfer;

/// <summary>
/// A plate on its way: <c>&lt;name&gt;.part</c> beside the target, with its state in <c>&lt;name&gt;.part-state</c>. The only
/// type that gives a file its final name.
/// </summary>
/// <remarks>
/// <para>What survives: while the system lives, everything written, so a killed process loses nothing (some hundred KiB a
/// connection while ranges come in parallel); after a power loss, what the state says was flushed. Flushes are rare and run
/// beside the transfer.</para>
/// <para>Two writers: the file's lock keeps them apart where locks work. They lie on NFS, Lustre and GPFS, so nothing rests
/// on them: bytes only go to their own positions, starting over makes a new file instead of emptying one that somebody may
/// be writing, and who finds another owner in the state stops before it renames anything.</para>
/// </remarks>
internal sealed class PartialFile : IAsyncDisposable
{
    // Such a plate is sooner fetched anew than its journal is written.
    private const long SmallBytes = 1L << 20;

    // A process that was just stopped may still be flushing what it leaves.
    private const int LockAttempts = 5;
    private static readonly TimeSpan s_lockWait = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private readonly string _target;
    private readonly string _path;
    private readonly long _reserve;
    private readonly PartialJournal _journal;
    private readonly PartialFlush _flush;
    private PositionedFile _file;
    private ByteRanges _written = new();
    private bool _isOurs;
    private bool _closed;

    private PartialFile(string target, FigsharePlate plate, TimeProvider clock)
    {
        _target = target;
        _path = PathOf(target);
        _reserve = plate.Length ?? 0;
        _file = PositionedFile.Open(_path, _reserve);
        _journal = new PartialJournal(StatePathOf(target), plate, clock);
        _flush = new PartialFlush(_journal, clock);
    }

    /// <summary>Bytes from zero without a gap.</summary>
    public long Front
    {
        get
        {
            lock (_gate)
            {
                return _written.Front;
            }
        }
    }

    /// <summary>Bytes that are here.</summary>
    public long Total
    {
        get
        {
            lock (_gate)
            {
                return _written.Total;
            }
        }
    }

    /// <summary>Bytes of the disk that it has taken, written or set aside.</summary>
    public long Taken => Math.Max(Total, _journal.State.Reserved);

    /// <summary>Bytes that an earlier run brought.</summary>
    public long Kept { get; private set; }

    /// <summary>The whole file's length, as expected or as the server said; null when not known.</summary>
    public long? Length => _journal.State.Length;

    /// <summary>The storage's tag of what is here; null when there is nothing or none is known.</summary>
    public string? ETag => _journal.State.ETag;

    /// <summary>Bytes of the disk that lie beside a target now, whatever they are worth.</summary>
    public static long BytesBeside(string target) => new FileInfo(PathOf(target)) is { Exists: true, Length: var length }
        ? Math.Max(length, PartialState.Read(StatePathOf(target))?.Reserved ?? 0)
        : 0;

    /// <summary>Takes over what an earlier run left, or begins.</summary>
    /// <param name="target">Full path of the final name.</param>
    /// <param name="plate">What it is to become.</param>
    /// <param name="anew">Keep nothing of an earlier run.</param>
    /// <param name="clock">Where time comes from.</param>
    /// <param name="cancellationToken">Stops waiting for somebody who is leaving.</param>
    /// <exception cref="EngineException">Somebody else is saving it.</exception>
    public static async Task<PartialFile> OpenAsync(
        string target, FigsharePlate plate, bool anew, TimeProvider clock, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var partial = new PartialFile(target, plate, clock);
                try
                {
                    partial.TakeOver(plate, anew);
                    return partial;
                }
                catch
                {
                    await partial.DisposeAsync().ConfigureAwait(false);
                    throw;
                }
            }
            catch (IOException e) when (SharingViolation.IsWhy(e))
            {
                if (attempt == LockAttempts)
                {
                    throw PartialJournal.InUse("another process is saving it", e);
                }
            }

            await clock.DelayAsync(s_lockWait, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Notes what the server says of the file, before its first byte is written.</summary>
    public void Describe(long? length, string? eTag)
    {
        if (Length != length || ETag != eTag)
        {
            _journal.Note(state => state with { Length = length, ETag = eTag });
        }
    }

    /// <summary>From here on bytes may come in any order: the file's end no longer says how many there are.</summary>
    public void BeginRanges()
    {
        lock (_gate)
        {
            if (_journal.State.Written is null)
            {
                _journal.BeginRanges(_written.ToPairs());
            }
        }
    }

    /// <summary>Ranges of a file of that length that are not here, in order.</summary>
    public List<(long From, long To)> MissingOf(long length)
    {
        lock (_gate)
        {
            return _written.MissingOf(length);
        }
    }

    /// <summary>Adds bytes, and now and then sends what is there to the disk. Several may write, each its own bytes.</summary>
    public void Write(byte[] buffer, int offset, int count, long position)
    {
        if (!(Length < SmallBytes))
        {
            _journal.Create();
        }

        _file.Write(buffer, offset, count, position);
        lock (_gate)
        {
            _written.Add(position, position + count);
            _flush.Consider(_file, _written);
        }
    }

    /// <summary>Notes for the next run that these bytes are here, if the file's end does not say it.</summary>
    public void NoteWrite(long from, long to) => _journal.Wrote(from, to);

    public int Read(byte[] buffer, int count, long position) => _file.Read(buffer, count, position);

    /// <summary>Forgets everything: a new, empty file.</summary>
    public async Task StartOverAsync()
    {
        await _flush.EndAsync().ConfigureAwait(false);
        StartOver(anew: _file.Length > 0);
    }

    /// <summary>Gives the finished file its final name, in place of whatever had it, in one step.</summary>
    public async Task PromoteAsync()
    {
        await _flush.EndAsync().ConfigureAwait(false);
        _file.Flush();
        _journal.RequireOwnership();
        if (Front != Total || new FileInfo(_path).Length != Total)
        {
            throw PartialJournal.InUse("its partial file is not what this run wrote");
        }

#if NET
        File.Move(_path, _target, overwrite: true);
        Close();
#else
        // ReplaceFile, the one atomic way on .NET Framework, wants the file closed.
        Close();
        if (File.Exists(_target))
        {
            File.Replace(_path, _target, destinationBackupFileName: null);
        }
        else
        {
            File.Move(_path, _target);
        }
#endif
        _journal.Delete();
    }

    /// <summary>Removes what must not be continued.</summary>
    public async Task DiscardAsync()
    {
        await _flush.EndAsync().ConfigureAwait(false);
        _journal.RequireOwnership();
        Remove();
    }

    /// <summary>Leaves what can be continued; nothing, when nothing came.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_closed)
        {
            return;
        }

        try
        {
            await _flush.EndAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or EngineException)
        {
            // What was not flushed is not said to be.
        }

        if (_isOurs && _journal.IsOurs())
        {
            Leave();
        }
        else
        {
            Close();
        }
    }

    private static string PathOf(string target) => target + ".part";

    private static string StatePathOf(string target) => target + ".part-state";

    private void TakeOver(FigsharePlate plate, bool anew)
    {
        var found = _journal.Found();
        var there = _file.Length;
        var kept = found is null || anew || !found.IsOf(plate) || there > (found.Length ?? long.MaxValue)
            ? new ByteRanges()
            : found.Trusted(there);
        if (kept.Total == 0)
        {
            StartOver(anew: there > 0 || found?.Reserved > 0);
        }
        else
        {
            _written = kept;
            Kept = kept.Total;
            _flush.BeginAt(Kept);
            var isCut = kept.End < there;
            if (isCut)
            {
                // While bytes come in order, the file's length says how many were written.
                _file.SetLength(kept.End);
            }

            var flushed = ByteRanges.FromPairs(found!.Flushed);
            flushed.CutAt(kept.End);
            _journal.Continue(
                found, flushed, kept.Front == kept.Total ? null : kept.ToPairs(), isCut ? 0 : found.Reserved);
        }

        _isOurs = true;
    }

    private void StartOver(bool anew)
    {
        if (anew)
        {
            _file.Dispose();
            File.Delete(_path);
            _file = PositionedFile.Open(_path, _reserve);
        }

        lock (_gate)
        {
            _written = new ByteRanges();
            Kept = 0;
            _flush.BeginAt(0);
        }

        _journal.Begin(_file.Reserved);
    }

    /// <summary>Room that was set aside is given back: nobody knows whether the rest will ever come.</summary>
    private void Leave()
    {
        if (Total == 0)
        {
            Remove();
            return;
        }

        try
        {
            if (_journal.State.Reserved > 0)
            {
                _file.SetLength(_file.Length);
                _journal.Note(state => state with { Reserved = 0 });
            }
        }
        catch (IOException)
        {
            // It stays set aside, and noted as such.
        }

        Close();
    }

    private void Remove()
    {
        Close();
        File.Delete(_path);
        _journal.Delete();
    }

    private void Close()
    {
        _closed = true;
        _journal.Dispose();
        _file.Dispose();
    }
}
