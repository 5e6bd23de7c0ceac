using System;
using System.IO;
using FigshareTools.Files;

namespace FigshareTools.PartialFiles;

/// <summary>
/// The journal beside a partial file: which plate the file belongs to, which bytes were written and flushed, and which run
/// writes it. A run that finds another owner in the journal has lost the file.
/// </summary>
/// <remarks>
/// The lock of <see cref="PartialContent"/> may be taken while this journal's lock is held, never the other way round.
/// </remarks>
internal sealed class PartialJournal : IDisposable
{
    // Each write of some hundred KiB appends a line. The next state after this length replaces all lines.
    private const long MaximumBytes = 1 << 20;

    private readonly object _lock = new();
    private readonly string _path;
    private readonly FigsharePlate _plate;
    private readonly TimeProvider _clock;
    private readonly JournalWriter _writer;
    private readonly JournalHeartbeat _heartbeat;
    private volatile PartialState _state;

    // Current, whereas State.Written is as of the last state line.
    private ByteRangeSet? _written;
    private bool _exists;
    private bool _isClosed;

    public PartialJournal(string path, FigsharePlate plate, TimeProvider clock)
    {
        _path = path;
        _plate = plate;
        _clock = clock;
        _writer = new JournalWriter(path);
        _heartbeat = new JournalHeartbeat(path, clock);
        _state = new PartialState
        {
            FileId = plate.FileId,
            Length = plate.Length,
            Md5 = plate.Md5,
            System = BootIdentity.Current,
            Machine = Environment.MachineName,
            Owner = Guid.NewGuid(),
        };
    }

    /// <summary>The current state. It is immutable; any thread may read it.</summary>
    public PartialState State => _state;

    /// <summary>Reads the state in the journal, of whichever run; null when there is none. Changes nothing.</summary>
    /// <exception cref="EngineException">A writer on another machine touched the journal within the last 3 minutes.</exception>
    public PartialState? Load()
    {
        var found = PartialState.Read(_path);
        if (found is not null && !BootIdentity.IsCurrent(found.System) && found.Machine != State.Machine
            && _clock.GetUtcNow() - new DateTimeOffset(File.GetLastWriteTimeUtc(_path)) < JournalHeartbeat.Timeout)
        {
            throw PartialFileErrors.InUse($"{found.Machine} is saving it");
        }

        return found;
    }

    /// <summary>Forgets the object that the bytes belonged to. A new journal replaces an existing one.</summary>
    /// <param name="reserved">Bytes that are preallocated on the disk.</param>
    public void Reset(long reserved)
    {
        lock (_lock)
        {
            var existed = _exists || File.Exists(_path);
            _writer.Close();
            (_exists, _written) = (false, null);
            _state = State with
            {
                Length = _plate.Length,
                Md5 = _plate.Md5,
                Flushed = [],
                Written = null,
                Reserved = reserved,
                ETag = null,
                LastModified = null,
            };
            if (existed)
            {
                EnsureCreated();
            }
        }
    }

    /// <summary>Creates the journal if it does not exist. Without a journal, the partial file cannot be resumed.</summary>
    public void EnsureCreated()
    {
        lock (_lock)
        {
            if (!_exists)
            {
                State.Create(_path);
                _exists = true;
                _heartbeat.Start();
            }
        }
    }

    /// <summary>Takes over the journal of an earlier run.</summary>
    /// <param name="found">The state that the earlier run left.</param>
    /// <param name="flushed">The ranges that were flushed.</param>
    /// <param name="written">The ranges on disk; null when they are one prefix, up to the end of the partial file.</param>
    /// <param name="reserved">Bytes that are still preallocated on the disk.</param>
    public void Resume(PartialState found, ByteRangeSet flushed, long[]? written, long reserved)
    {
        lock (_lock)
        {
            _written = written is null ? null : ByteRangeSet.FromPairs(written);
            _exists = true;
            Append(state => found with
            {
                Length = state.Length ?? found.Length,
                Md5 = state.Md5 ?? found.Md5,
                Flushed = flushed.ToPairs(),
                Reserved = reserved,
                System = state.System,
                Machine = state.Machine,
                Owner = state.Owner,
            });
        }

        _heartbeat.Start();
    }

    /// <summary>
    /// Changes the state, and flushes it to the disk if there is a journal. Flush bytes before the state calls them flushed.
    /// </summary>
    public void Append(Func<PartialState, PartialState> change)
    {
        lock (_lock)
        {
            var state = change(State) with { Written = _written?.ToPairs() };
            if (!_exists)
            {
                _state = state;
                return;
            }

            _writer.Close();
            // A journal that another run has taken over is not replaced.
            if (new FileInfo(_path) is { Exists: true, Length: > MaximumBytes } && IsOwned())
            {
                state.Replace(_path);
            }
            else
            {
                _writer.Append(state.ToLine(), flush: true);
            }

            // Assigned last: a state that could not be written does not count.
            _state = state;
        }
    }

    /// <summary>
    /// Starts to record single writes, because bytes no longer arrive in order and the file's length no longer says what was
    /// written.
    /// </summary>
    /// <param name="getWritten">Gets the ranges that are on disk; see <see cref="ByteRangeSet.ToPairs"/>.</param>
    public void BeginRanges(Func<long[]> getWritten)
    {
        lock (_lock)
        {
            if (_written is not null)
            {
                return;
            }

            EnsureCreated();
            _written = ByteRangeSet.FromPairs(getWritten());
            try
            {
                Append(state => state);
            }
            catch
            {
                _written = null;
                throw;
            }
        }
    }

    /// <summary>
    /// Records a write, once <see cref="BeginRanges"/> was called. It is not flushed: like the written
    /// bytes, it survives the process, but not a power loss.
    /// </summary>
    public void AppendWrite(long start, long end)
    {
        lock (_lock)
        {
            if (_written is not null && !_isClosed)
            {
                _written.Add(start, end);
                _writer.Append(State.ToWriteLine(start, end), flush: false);
            }
        }
    }

    /// <summary>Whether the journal names this run as its owner; true before there is a journal.</summary>
    public bool IsOwned()
    {
        lock (_lock)
        {
            return !_exists || PartialState.Read(_path)?.Owner == State.Owner;
        }
    }

    /// <exception cref="EngineException">Another run has taken over the partial file.</exception>
    public void RequireOwnership()
    {
        if (!IsOwned())
        {
            throw PartialFileErrors.InUse("another process has taken it over");
        }
    }

    /// <summary>Deletes the journal, unless another run has taken it over. May be called after <see cref="Dispose"/>.</summary>
    public void Delete()
    {
        lock (_lock)
        {
            if (_exists && IsOwned())
            {
                _writer.Close();
                File.Delete(_path);
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isClosed = true;
            _writer.Close();
        }

        _heartbeat.Dispose();
    }
}
