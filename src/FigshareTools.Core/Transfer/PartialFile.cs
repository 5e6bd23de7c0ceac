using System;
using System.IO;
using System.Threading;
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
internal sealed class PartialFile : IAsyncDisposable
{
    private const long FlushBytes = 256L << 20;
    private static readonly TimeSpan s_flushInterval = TimeSpan.FromSeconds(15);

    // A process that was just stopped may still be flushing what it leaves.
    private const int LockAttempts = 5;
    private static readonly TimeSpan s_lockWait = TimeSpan.FromSeconds(1);

    private readonly string _target;
    private readonly string _path;
    private readonly TimeProvider _clock;
    private readonly PartialJournal _journal;
    private PositionedFile _file;
    private Task _flush = Task.CompletedTask;
    private long _flushedTo;
    private long _flushedAt;
    private bool _isOurs;
    private bool _closed;

    private PartialFile(string target, PositionedFile file, FigsharePlate plate, TimeProvider clock)
    {
        _target = target;
        _path = PathOf(target);
        _clock = clock;
        _file = file;
        _flushedAt = clock.GetTimestamp();
        _journal = new PartialJournal(target + ".part-state", plate, clock);
    }

    /// <summary>Bytes from zero that are here.</summary>
    public long Written { get; private set; }

    /// <summary>Bytes that an earlier run brought.</summary>
    public long Kept { get; private set; }

    /// <summary>The whole file's length, as expected or as the server said; null when not known.</summary>
    public long? Length => _journal.State.Length;

    /// <summary>The storage's tag of what is here; null when there is nothing or none is known.</summary>
    public string? ETag => _journal.State.ETag;

    /// <summary>Bytes that lie beside a target now, whatever they are worth.</summary>
    public static long BytesBeside(string target) =>
        new FileInfo(PathOf(target)) is { Exists: true, Length: var length } ? length : 0;

    /// <summary>Takes over what an earlier run left, or begins.</summary>
    /// <param name="target">Full path of the final name.</param>
    /// <param name="plate">What it is to become.</param>
    /// <param name="anew">Keep nothing of an earlier run.</param>
    /// <param name="clock">Where time comes from.</param>
    /// <param name="cancellationToken">Stops waiting for somebody who is leaving.</param>
    /// <exception cref="TransferFailure">Somebody else is saving it.</exception>
    public static async Task<PartialFile> OpenAsync(
        string target, FigsharePlate plate, bool anew, TimeProvider clock, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var partial = new PartialFile(target, PositionedFile.Open(PathOf(target)), plate, clock);
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

            await clock.WaitAsync(s_lockWait, cancellationToken).ConfigureAwait(false);
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

    /// <summary>Adds bytes at the end, and now and then sends what is there to the disk.</summary>
    public void Write(byte[] buffer, int count)
    {
        _file.Write(buffer, count, Written);
        Written += count;
        if (_flush.IsCompleted
            && (Written - _flushedTo >= FlushBytes || _clock.GetElapsedTime(_flushedAt) >= s_flushInterval))
        {
            _flush.GetAwaiter().GetResult(); // It has ended: this only passes its failure on.
            var (file, written) = (_file, Written);
            _flushedTo = written;
            _flushedAt = _clock.GetTimestamp();
            _flush = Task.Run(() => Flush(file, written));
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
        _journal.RequireOwnership();
        if (new FileInfo(_path).Length != Written)
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
        await _flush.ConfigureAwait(false);
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
            await _flush.ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or TransferFailure)
        {
            // What was not flushed is not said to be.
        }

        if (Written == 0 && _isOurs && _journal.IsOurs())
        {
            Remove();
        }
        else
        {
            Close();
        }
    }

    private static string PathOf(string target) => target + ".part";

    private void TakeOver(FigsharePlate plate, bool anew)
    {
        var found = _journal.Found();
        var there = _file.Length;
        var kept = found is null || anew || !found.IsOf(plate) || there > (found.Length ?? long.MaxValue) ? 0
            : SystemIdentity.IsCurrent(found.System) ? there
            : Math.Min(found.Flushed, there);
        if (kept == 0)
        {
            StartOver();
        }
        else
        {
            if (kept < there)
            {
                // Its length must go on saying how much of it was written.
                _file.SetLength(kept);
            }

            Kept = Written = _flushedTo = kept;
            _journal.Continue(found!, kept);
        }

        _isOurs = true;
    }

    private void StartOver()
    {
        if (_file.Length > 0)
        {
            _file.Dispose();
            File.Delete(_path);
            _file = PositionedFile.Open(_path);
        }

        Written = Kept = _flushedTo = 0;
        _journal.Begin();
    }

    private void Flush(PositionedFile file, long written)
    {
        file.Flush();
        _journal.RequireOwnership();
        _journal.Note(state => state with { Flushed = written });
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
