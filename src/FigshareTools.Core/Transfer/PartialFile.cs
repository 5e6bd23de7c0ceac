using System;
using System.IO;
using System.Threading.Tasks;
using FigshareTools.Files;
using FigshareTools.Http;

namespace FigshareTools.Transfer;

/// <summary>
/// A plate on its way: <c>&lt;name&gt;.part</c> beside the target, with its state in <c>&lt;name&gt;.part-state</c>. The only
/// type that gives a file its final name.
/// </summary>
/// <remarks>
/// <para>What survives: while the system lives, everything written, so a killed process loses nothing; after a power loss,
/// what the state says was flushed. Flushes are rare and run beside the transfer.</para>
/// <para>Two writers: the file's lock keeps them apart where locks work. They lie on NFS, Lustre and GPFS, so nothing rests
/// on them: bytes only go to their own positions, starting over makes a new file instead of emptying one that somebody may
/// be writing, and who finds another owner in the state stops before it renames anything.</para>
/// </remarks>
internal sealed class PartialFile : IDisposable
{
    private const long FlushBytes = 256L << 20;
    private static readonly TimeSpan s_flushInterval = TimeSpan.FromSeconds(15);

    // A writer on another machine shows itself by flushing; silent for longer, it is taken for dead.
    private static readonly TimeSpan s_silence = TimeSpan.FromMinutes(2);

    private readonly string _target;
    private readonly string _path;
    private readonly string _statePath;
    private readonly TimeProvider _clock;
    private readonly object _stateGate = new();
    private PositionedFile _file;
    private PartialState _state;
    private Task _flush = Task.CompletedTask;
    private long _flushedTo;
    private long _flushedAt;
    private volatile bool _disposed;

    private PartialFile(string target, FigsharePlate plate, TimeProvider clock)
    {
        _target = target;
        _path = target + ".part";
        _statePath = target + ".part-state";
        _clock = clock;
        _file = Open(plate.Length ?? 0);
        _flushedAt = clock.GetTimestamp();
        _state = new PartialState
        {
            FileId = plate.FileId,
            Length = plate.Length,
            Md5 = plate.Md5,
            System = SystemIdentity.Current,
            Machine = Environment.MachineName,
            Owner = Guid.NewGuid(),
        };
    }

    /// <summary>Bytes from zero that are here.</summary>
    public long Written { get; private set; }

    /// <summary>Bytes that an earlier run brought.</summary>
    public long Kept { get; private set; }

    /// <summary>The whole file's length, as expected or as the server said; null when not known.</summary>
    public long? Length => _state.Length;

    /// <summary>The storage's tag of what is here; null when there is nothing or none is known.</summary>
    public string? ETag => _state.ETag;

    /// <summary>Takes over what an earlier run left, or begins.</summary>
    /// <param name="target">Full path of the final name.</param>
    /// <param name="plate">What it is to become.</param>
    /// <param name="anew">Keep nothing of an earlier run.</param>
    /// <param name="clock">Where time comes from.</param>
    /// <exception cref="TransferFailure">Somebody else is saving it.</exception>
    public static PartialFile Open(string target, FigsharePlate plate, bool anew, TimeProvider clock)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var partial = new PartialFile(target, plate, clock);
        try
        {
            partial.TakeOver(plate, anew);
            return partial;
        }
        catch
        {
            partial.Dispose();
            throw;
        }
    }

    /// <summary>Notes what the server says of the file, before its first byte is written.</summary>
    public void Describe(long? length, string? eTag)
    {
        if (_state.Length != length || _state.ETag != eTag)
        {
            Note(state => state with { Length = length, ETag = eTag });
        }
    }

    /// <summary>Adds bytes at the end, and now and then sends what is there to the disk.</summary>
    public void Write(byte[] buffer, int count)
    {
        _file.Write(buffer, count, Written);
        Written += count;
        if (_flush.IsCompleted
            && (Written - _flushedTo >= FlushBytes || _clock.GetElapsedTime(_flushedAt) >= s_flushInterval))
        {
            _flush.GetAwaiter().GetResult(); // It has ended: this only passes its failure on.
            _flushedTo = Written;
            _flushedAt = _clock.GetTimestamp();
            _flush = Task.Run(() => Flush(_flushedTo));
        }
    }

    public int Read(byte[] buffer, int count, long position) => _file.Read(buffer, count, position);

    /// <summary>Forgets everything: a new, empty file.</summary>
    public async Task StartOverAsync()
    {
        await _flush.ConfigureAwait(false);
        StartOver();
    }

    /// <summary>Gives the finished file its final name, in place of whatever had it, in one step.</summary>
    public async Task PromoteAsync()
    {
        await _flush.ConfigureAwait(false);
        _file.Flush();
        RequireOwnership();
        if (new FileInfo(_path).Length != Written)
        {
            throw InUse("its partial file is not what this run wrote");
        }

#if NET
        File.Move(_path, _target, overwrite: true);
        Dispose();
#else
        // ReplaceFile, the one atomic way on .NET Framework, wants the file closed.
        Dispose();
        if (File.Exists(_target))
        {
            File.Replace(_path, _target, destinationBackupFileName: null);
        }
        else
        {
            File.Move(_path, _target);
        }
#endif
        if (IsOwner())
        {
            File.Delete(_statePath);
        }
    }

    /// <summary>Removes what must not be continued.</summary>
    public async Task DiscardAsync()
    {
        await _flush.ConfigureAwait(false);
        RequireOwnership();
        Dispose();
        File.Delete(_path);
        File.Delete(_statePath);
    }

    public void Dispose()
    {
        _disposed = true;
        // A flush that still runs holds the handle until it ends; leaving does not wait for a slow disk.
        _file.Dispose();
    }

    private void TakeOver(FigsharePlate plate, bool anew)
    {
        var found = PartialState.Read(_statePath);
        if (found is not null && !SystemIdentity.IsCurrent(found.System) && found.Machine != _state.Machine
            && _clock.GetUtcNow() - new DateTimeOffset(File.GetLastWriteTimeUtc(_statePath)) < s_silence)
        {
            throw InUse($"{found.Machine} is saving it");
        }

        var there = _file.Length;
        var kept = found is null || anew || !found.IsOf(plate) || there > (found.Length ?? long.MaxValue) ? 0
            : SystemIdentity.IsCurrent(found.System) ? there
            : Math.Min(found.Flushed, there);
        if (kept == 0)
        {
            StartOver();
            return;
        }

        if (kept < there)
        {
            _file.SetLength(kept);
        }

        Kept = Written = _flushedTo = kept;
        _state = found! with
        {
            Length = plate.Length ?? found.Length,
            Md5 = plate.Md5 ?? found.Md5,
            Flushed = Math.Min(found.Flushed, kept),
            System = _state.System,
            Machine = _state.Machine,
            Owner = _state.Owner,
        };
        _state.Append(_statePath);
    }

    private void StartOver()
    {
        if (_file.Length > 0)
        {
            _file.Dispose();
            File.Delete(_path);
            _file = Open(_state.Length ?? 0);
        }

        Written = Kept = _flushedTo = 0;
        _state = _state with { Flushed = 0, ETag = null };
        _state.Create(_statePath);
    }

    private void Flush(long written)
    {
        _file.Flush();
        if (!_disposed)
        {
            RequireOwnership();
            Note(state => state with { Flushed = written });
        }
    }

    private void Note(Func<PartialState, PartialState> change)
    {
        lock (_stateGate)
        {
            _state = change(_state);
            _state.Append(_statePath);
        }
    }

    private bool IsOwner() => PartialState.Read(_statePath)?.Owner == _state.Owner;

    private void RequireOwnership()
    {
        if (!IsOwner())
        {
            throw InUse("another process has taken it over");
        }
    }

    private PositionedFile Open(long expectedLength)
    {
        try
        {
            return PositionedFile.Open(_path, expectedLength);
        }
        catch (IOException e) when (SharingViolation.IsWhy(e))
        {
            throw InUse("another process is saving it", e);
        }
    }

    private static TransferFailure InUse(string cause, Exception? inner = null) => new(
        AnswerAction.GiveUp, FigshareErrorId.PlateInUse, cause, "wait for it to end, or stop it and run this again", inner);
}
