using System;
using System.IO;
using System.Threading;

namespace FigshareTools.PartialFiles;

/// <summary>
/// Touches a journal every 30 seconds, also while its writer waits or hashes, so that other machines see that the writer is
/// alive.
/// </summary>
internal sealed class JournalHeartbeat : IDisposable
{
    /// <summary>A writer on another machine whose journal was not touched for longer counts as silent.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(30);

    private readonly object _lock = new();
    private readonly string _path;
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private bool _isDisposed;

    /// <param name="path">Full path of the journal.</param>
    /// <param name="clock">The clock.</param>
    public JournalHeartbeat(string path, TimeProvider clock)
    {
        _path = path;
        _clock = clock;
        _timer = clock.CreateTimer(
            _ => Touch(), null, System.Threading.Timeout.InfiniteTimeSpan, System.Threading.Timeout.InfiniteTimeSpan);
    }

    /// <summary>
    /// The time since the last heartbeat of a journal; negative when the clock of this machine is behind the writer's.
    /// </summary>
    public static TimeSpan AgeOf(string path, TimeProvider clock) =>
        clock.GetUtcNow() - new DateTimeOffset(File.GetLastWriteTimeUtc(path));

    /// <summary>
    /// Whether a time since the last heartbeat means that the writer is silent. A heartbeat far in the future comes from a wrong
    /// clock, and must not count for as long as that.
    /// </summary>
    public static bool IsSilent(TimeSpan age) => age.Duration() >= Timeout;

    /// <summary>Starts to touch the journal.</summary>
    public void Start() => _timer.Change(s_interval, s_interval);

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
        }

        _timer.Dispose();
    }

    private void Touch()
    {
        try
        {
            lock (_lock)
            {
                if (!_isDisposed)
                {
                    File.SetLastWriteTimeUtc(_path, _clock.GetUtcNow().UtcDateTime);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The journal is deleted or belongs to another run. The next check of the owner finds that out.
        }
    }
}
