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

    private readonly object _gate = new();
    private readonly string _path;
    private readonly TimeProvider _clock;
    private readonly ITimer _heart;
    private bool _closed;

    public PartialJournal(string path, FigsharePlate plate, TimeProvider clock)
    {
        _path = path;
        _clock = clock;
        _heart = clock.CreateTimer(_ => Beat(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        State = new PartialState
        {
            FileId = plate.FileId,
            Length = plate.Length,
            Md5 = plate.Md5,
            System = SystemIdentity.Current,
            Machine = Environment.MachineName,
            Owner = Guid.NewGuid(),
        };
    }

    public PartialState State { get; private set; }

    /// <summary>What an earlier run, or another one, has noted; null when there is nothing to go by.</summary>
    /// <exception cref="TransferFailure">A writer on another machine still lives.</exception>
    public PartialState? Found()
    {
        var found = PartialState.Read(_path);
        return found is not null && !SystemIdentity.IsCurrent(found.System) && found.Machine != State.Machine
            && _clock.GetUtcNow() - new DateTimeOffset(File.GetLastWriteTimeUtc(_path)) < s_silence
                ? throw InUse($"{found.Machine} is saving it")
                : found;
    }

    /// <summary>Begins anew, with nothing known of the object.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            State = State with { Flushed = 0, ETag = null };
            State.Create(_path);
        }

        _heart.Change(s_heartbeat, s_heartbeat);
    }

    /// <summary>Goes on where another run ended.</summary>
    public void Continue(PartialState found, long kept)
    {
        Note(state => found with
        {
            Length = state.Length ?? found.Length,
            Md5 = state.Md5 ?? found.Md5,
            Flushed = Math.Min(found.Flushed, kept),
            System = state.System,
            Machine = state.Machine,
            Owner = state.Owner,
        });
        _heart.Change(s_heartbeat, s_heartbeat);
    }

    public void Note(Func<PartialState, PartialState> change)
    {
        lock (_gate)
        {
            State = change(State);
            State.Append(_path);
        }
    }

    public bool IsOurs() => PartialState.Read(_path)?.Owner == State.Owner;

    /// <exception cref="TransferFailure">Somebody else has taken the file over.</exception>
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
        if (IsOurs())
        {
            File.Delete(_path);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
        }

        _heart.Dispose();
    }

    public static TransferFailure InUse(string cause, Exception? inner = null) => new(
        AnswerAction.GiveUp, FigshareErrorId.PlateInUse, cause, "wait for it to end, or stop it and run this again", inner);

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
