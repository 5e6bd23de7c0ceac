using System;
using System.IO;
using System.Threading;
using FigshareTools.Files;
using FigshareTools.Http;

namespace FigshareTools.Transfer;

/// <summary>
/// What is noted beside a partial file: what it is of, how much of it was flushed, and which run writes it. Who finds another
/// owner in it has lost the file.
/// </summary>
internal sealed class PartialJournal : IDisposable
{
    // A writer shows others that it lives by touching its journal, also while it waits or hashes; silent for longer, it is
    // taken for dead.
    private static readonly TimeSpan s_heartbeat = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_silence = TimeSpan.FromMinutes(3);

    // Writes of a few hundred KiB make a line each: beyond this, one state takes the place of all of them.
    private const long LongJournal = 1 << 20;

    private readonly object _gate = new();
    private readonly string _path;
    private readonly long? _length;
    private readonly TimeProvider _clock;
    private readonly ITimer _heart;
    private FileStream? _lines;
    private ByteRanges? _written;
    private bool _isThere;
    private bool _closed;

    public PartialJournal(string path, FigsharePlate plate, TimeProvider clock)
    {
        _path = path;
        _length = plate.Length;
        _clock = clock;
        _heart = clock.CreateTimer(_ => Beat(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        State = new PartialState
        {
            FileId = plate.FileId,
            Length = plate.Length,
            Md5 = plate.Md5,
            System = BootIdentity.Current,
            Machine = Environment.MachineName,
            Owner = Guid.NewGuid(),
        };
    }

    public PartialState State { get; private set; }

    /// <summary>What an earlier run, or another one, has noted; null when there is nothing to go by.</summary>
    /// <exception cref="EngineException">A writer on another machine still lives.</exception>
    public PartialState? Found()
    {
        var found = PartialState.Read(_path);
        return found is not null && !BootIdentity.IsCurrent(found.System) && found.Machine != State.Machine
            && _clock.GetUtcNow() - new DateTimeOffset(File.GetLastWriteTimeUtc(_path)) < s_silence
                ? throw InUse($"{found.Machine} is saving it")
                : found;
    }

    /// <summary>
    /// Begins anew, with nothing known of the object. Nothing is noted yet: a small plate needs no journal.
    /// </summary>
    /// <param name="reserved">Bytes that are set aside for the file.</param>
    public void Begin(long reserved)
    {
        lock (_gate)
        {
            var wasThere = _isThere || File.Exists(_path);
            CloseLines();
            (_isThere, _written) = (false, null);
            State = State with { Length = _length, Flushed = [], Written = null, Reserved = reserved, ETag = null };
            if (wasThere)
            {
                Create();
            }
        }
    }

    /// <summary>Notes what is known, if it is not noted yet. Before that, nobody can continue the file.</summary>
    public void Create()
    {
        lock (_gate)
        {
            if (!_isThere)
            {
                State.Create(_path);
                _isThere = true;
                _heart.Change(s_heartbeat, s_heartbeat);
            }
        }
    }

    /// <summary>Goes on where another run ended.</summary>
    /// <param name="found">What that run noted.</param>
    /// <param name="flushed">What of it is on the disk for certain.</param>
    /// <param name="written">What of it is there; null when it is all up to the file's end.</param>
    /// <param name="reserved">Bytes that are still set aside for the file.</param>
    public void Continue(PartialState found, ByteRanges flushed, long[]? written, long reserved)
    {
        _written = written is null ? null : ByteRanges.FromPairs(written);
        _isThere = true;
        Note(state => found with
        {
            Length = state.Length ?? found.Length,
            Md5 = state.Md5 ?? found.Md5,
            Flushed = flushed.ToPairs(),
            Reserved = reserved,
            System = state.System,
            Machine = state.Machine,
            Owner = state.Owner,
        });
        _heart.Change(s_heartbeat, s_heartbeat);
    }

    /// <summary>Notes a change for good: the caller's bytes are on the disk before this says so.</summary>
    public void Note(Func<PartialState, PartialState> change)
    {
        lock (_gate)
        {
            var state = change(State) with { Written = _written?.ToPairs() };
            if (!_isThere)
            {
                State = state;
                return;
            }

            CloseLines();
            if (new FileInfo(_path) is { Exists: true, Length: > LongJournal } && IsOurs())
            {
                state.Replace(_path);
            }
            else
            {
                Append(state.Line(), flush: true);
            }

            State = state; // Only now: what could not be noted is not taken for noted.
        }
    }

    /// <summary>From here on the file's end no longer says what was written: these ranges do, and what is noted after.</summary>
    public void BeginRanges(long[] written)
    {
        lock (_gate)
        {
            Create();
            _written = ByteRanges.FromPairs(written);
            try
            {
                Note(state => state);
            }
            catch
            {
                _written = null;
                throw;
            }
        }
    }

    /// <summary>
    /// Notes a write, once ranges have begun. It counts as long as the system lives, as the written bytes themselves do.
    /// </summary>
    public void Wrote(long from, long to)
    {
        lock (_gate)
        {
            if (_written is not null && !_closed)
            {
                _written.Add(from, to);
                Append(State.LineOfWrite(from, to), flush: false);
            }
        }
    }

    public bool IsOurs()
    {
        lock (_gate)
        {
            return !_isThere || PartialState.Read(_path)?.Owner == State.Owner;
        }
    }

    /// <exception cref="EngineException">Somebody else has taken the file over.</exception>
    public void RequireOwnership()
    {
        if (!IsOurs())
        {
            throw InUse("another process has taken it over");
        }
    }

    /// <summary>Removes it, unless it has become another run's.</summary>
    public void Delete()
    {
        lock (_gate)
        {
            if (_isThere && IsOurs())
            {
                CloseLines();
                File.Delete(_path);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            CloseLines();
        }

        _heart.Dispose();
    }

    public static EngineException InUse(string cause, Exception? inner = null) => new(
        FailureKind.Permanent, FigshareErrorId.PlateInUse, cause, "wait for it to end, or stop it and run this again", inner);

    private void Append(byte[] line, bool flush)
    {
        _lines ??= new FileStream(
            _path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        // Another run may have taken the journal over, and its line must not be written over.
        _lines.Seek(0, SeekOrigin.End);
        _lines.Write(line, 0, line.Length);
        _lines.Flush(flushToDisk: flush);
    }

    private void CloseLines()
    {
        _lines?.Dispose();
        _lines = null;
    }

    private void Beat()
    {
        try
        {
            lock (_gate)
            {
                if (!_closed)
                {
                    File.SetLastWriteTimeUtc(_path, _clock.GetUtcNow().UtcDateTime);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Gone, or another's: the next look at the owner tells.
        }
    }
}
