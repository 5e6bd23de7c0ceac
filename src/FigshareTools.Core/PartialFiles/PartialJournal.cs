using System;
using System.IO;
using FigshareTools.Files;

namespace FigshareTools.PartialFiles;

/// <summary>
/// The journal beside a partial file: which plate the file belongs to, which bytes were written and flushed, and which writer
/// it has. Creating the journal claims the plate: a run that finds another living writer in it leaves the plate alone, and a
/// run that is replaced in it has lost the plate.
/// </summary>
/// <remarks>Its locks, in the order in which they are taken: changes, lines, <see cref="PartialContent"/>.</remarks>
internal sealed class PartialJournal : IDisposable
{
    // Each write of some hundred KiB appends a line. The next state after this length replaces all lines.
    private const long MaximumBytes = 1 << 20;

    // Of what changes the state. A flush holds this lock alone, so that connections go on recording their writes.
    private readonly object _changes = new();

    // Of the lines of the file.
    private readonly object _lock = new();
    private readonly IFileSystem _files;
    private readonly string _path;
    private readonly FigsharePlate _plate;
    private readonly JournalWriter _lines;
    private readonly JournalHeartbeat _heartbeat;
    private volatile PartialState _state;

    // Current, whereas State.Written is as of the last state line.
    private ByteRangeSet? _written;
    private volatile bool _exists;
    private bool _isClosed;

    public PartialJournal(IFileSystem files, string target, FigsharePlate plate, WriterIdentity writer, TimeProvider clock)
    {
        _files = files;
        _path = PartialPath.OfJournal(target);
        _plate = plate;
        _lines = new JournalWriter(files, _path, PartialPath.OfNewJournal(target, writer.Id), writer.Id);
        _heartbeat = new JournalHeartbeat(_path, clock);
        _state = new PartialState { FileId = plate.FileId, Length = plate.Length, Md5 = plate.Md5, Writer = writer };
    }

    /// <summary>The current state. It is immutable; any thread may read it.</summary>
    public PartialState State => _state;

    /// <summary>Whether the plate has a journal. Without one, its partial file cannot be resumed.</summary>
    public bool Exists => _exists;

    /// <summary>Creates the journal, and so claims the plate. Of several runs, one succeeds.</summary>
    /// <param name="reserved">Bytes that are preallocated on the disk.</param>
    /// <returns>False if the journal of another run exists.</returns>
    public bool TryCreate(long reserved)
    {
        lock (_lock)
        {
            _state = State with { Reserved = reserved };
            if (!_lines.TryCreate(State.ToLine()))
            {
                return false;
            }

            _exists = true;
        }

        _heartbeat.Start();
        return true;
    }

    /// <summary>Replaces the journal of a writer that has ended, and starts from zero.</summary>
    /// <param name="reserved">Bytes that are preallocated on the disk.</param>
    public void Replace(long reserved) => ReplaceBy(State with { Reserved = reserved });

    /// <summary>Replaces the journal of a writer that has ended, and continues what it has left.</summary>
    /// <param name="found">The state that the writer left.</param>
    /// <param name="flushed">The ranges that are flushed.</param>
    /// <param name="written">The ranges on disk; null when they are one prefix, up to the end of the partial file.</param>
    /// <param name="reserved">Bytes that are still preallocated on the disk.</param>
    public void TakeOver(PartialState found, ByteRangeSet flushed, long[]? written, long reserved)
    {
        lock (_lock)
        {
            _written = written is null ? null : ByteRangeSet.FromPairs(written);
        }

        ReplaceBy(found with
        {
            Length = State.Length ?? found.Length,
            Md5 = State.Md5 ?? found.Md5,
            Flushed = flushed.ToPairs(),
            Written = written,
            Reserved = reserved,
            Writer = State.Writer,
        });
    }

    /// <summary>Forgets the object that the bytes belonged to, and all bytes.</summary>
    public void Reset()
    {
        lock (_changes)
        {
            lock (_lock)
            {
                _written = null;
            }

            var change = (PartialState state) => state with
            {
                Length = _plate.Length, Md5 = _plate.Md5, Flushed = [], Written = null, Reserved = 0, ETag = null,
                LastModified = null,
            };
            Append(change, flush: true);
        }
    }

    /// <summary>Changes the state, and appends it to the journal if there is one.</summary>
    /// <param name="change">The change. Flush bytes before the state calls them flushed.</param>
    /// <param name="flush">Whether the change has to survive a power loss. A busy disk may take many seconds for it.</param>
    public void Append(Func<PartialState, PartialState> change, bool flush = false)
    {
        lock (_changes)
        {
            PartialState state;
            lock (_lock)
            {
                state = change(State) with { Written = _written?.ToPairs() };
                if (_exists && _lines.Length > MaximumBytes && IsOwned())
                {
                    _lines.Replace(state.ToLine());
                }
                else if (_exists)
                {
                    _lines.Append(state.ToLine());
                }
            }

            if (flush && _exists)
            {
                _lines.Flush();
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
        lock (_changes)
        lock (_lock)
        {
            if (_written is not null)
            {
                return;
            }

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
            if (_written is not null && _exists && !_isClosed)
            {
                _written.Add(start, end);
                _lines.AppendWrite(start, end);
            }
        }
    }

    /// <summary>Whether the journal names this run's writer; true for a plate without a journal.</summary>
    public bool IsOwned()
    {
        lock (_lock)
        {
            return !_exists || JournalOwner.Read(_path) == State.Writer.Id;
        }
    }

    /// <exception cref="EngineException">Another run has taken over the plate, or the journal was deleted.</exception>
    public void RequireOwnership()
    {
        if (!IsOwned())
        {
            throw File.Exists(_path) ? PartialFileErrors.TakenOver() : PartialFileErrors.Deleted();
        }
    }

    /// <summary>
    /// Deletes the journal, unless another run has taken over the plate. May be called after <see cref="Dispose"/>.
    /// </summary>
    public void Delete()
    {
        lock (_changes)
        lock (_lock)
        {
            if (IsOwned() && _exists)
            {
                _lines.Close();
                _files.Delete(_path);
            }
        }
    }

    public void Dispose()
    {
        lock (_changes)
        lock (_lock)
        {
            _isClosed = true;
            _lines.Close();
        }

        _heartbeat.Dispose();
    }

    private void ReplaceBy(PartialState state)
    {
        lock (_changes)
        lock (_lock)
        {
            _lines.Replace(state.ToLine());
            _state = state;
            _exists = true;
        }

        _heartbeat.Start();
    }
}
