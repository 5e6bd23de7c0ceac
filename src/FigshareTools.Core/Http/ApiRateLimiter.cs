using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Pacing;
using FigshareTools.Timing;

namespace FigshareTools.Http;

/// <summary>
/// Limits how often each host of Figshare is asked. Figshare, about the API: "do not make more than one request per second. We
/// reserve the right to throttle or block requests if we detect abuse" (documentation, 2026-07-20). The downloader is another
/// host and no part of the API; it is asked no more often.
/// </summary>
internal sealed class ApiRateLimiter
{
    private static readonly ConcurrentDictionary<(int Index, int Count), ApiRateLimiter> s_shares = new();

    private readonly ConcurrentDictionary<string, IHostPace> _paces = new();
    private readonly Func<Uri, IHostPace> _newPace;

    /// <summary>Creates a pace that this process shares with no other.</summary>
    /// <param name="burst">Requests that may go out to a host at once after a quiet time.</param>
    /// <param name="interval">The time between two requests of a longer series.</param>
    /// <param name="clock">The clock by which requests wait.</param>
    public ApiRateLimiter(int burst, TimeSpan interval, TimeProvider clock)
        : this(_ => new OwnPace(new TokenBucket(1 / interval.TotalSeconds, burst, clock)))
    {
    }

    private ApiRateLimiter(Func<Uri, IHostPace> newPace) => _newPace = newPace;

    /// <summary>The pace of everything in this process that shares it with no other process.</summary>
    public static ApiRateLimiter Shared { get; } = new(burst: 10, TimeSpan.FromSeconds(1), TimeProvider.System);

    /// <summary>Whether requests to this machine wait as well. Those to a simulator do not.</summary>
    public bool LimitsThisMachine { get; init; }

    /// <summary>
    /// The pace that options choose. With a folder, requests to this machine wait too, so that a fleet can be tried with a
    /// simulator.
    /// </summary>
    public static ApiRateLimiter For(PaceOptions options, TimeProvider clock)
    {
        var share = new ShareSlots(options.ShareIndex, options.ShareCount);
        if (options.Folder is null)
        {
            return options.ShareCount == 1 ? Shared
                : s_shares.GetOrAdd((options.ShareIndex, options.ShareCount), _ => new(OfSlots(share, TimeProvider.System)));
        }

        return new(OfSlots(new FolderSlots(new PaceFolder(options.Folder, clock), share), clock)) { LimitsThisMachine = true };
    }

    /// <summary>Waits until a request may be sent.</summary>
    public Task WaitAsync(Uri uri, IRunLog log, CancellationToken cancellationToken) =>
        IsLimited(uri) ? PaceOf(uri).WaitAsync(log, cancellationToken) : Task.CompletedTask;

    /// <summary>Takes the right to send a request, if the request would not wait.</summary>
    public bool TryEnter(Uri uri) => !IsLimited(uri) || PaceOf(uri).TryEnter();

    /// <summary>How long a request would wait now.</summary>
    public TimeSpan WaitFor(Uri uri) => IsLimited(uri) ? PaceOf(uri).WaitFor() : TimeSpan.Zero;

    private static Func<Uri, IHostPace> OfSlots(ISlotSource slots, TimeProvider clock) =>
        uri => new SlotPace(PaceFile.HostName(uri), slots, clock);

    private bool IsLimited(Uri uri) => LimitsThisMachine || !uri.IsLoopback;

    private IHostPace PaceOf(Uri uri) => _paces.GetOrAdd(uri.Authority, _ => _newPace(uri));
}
