using System;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Sources;

/// <summary>
/// The presigned URL of one plate. All connections of the plate share it while it is fresh. It lives 10 seconds
/// (X-Amz-Expires=10, seen 2024 to 2026); a request that began within them may take as long as it needs.
/// </summary>
#pragma warning disable CA1001 // A semaphore without a wait handle has nothing to release, and plates may never start.
internal sealed class PresignedUrlCache(TimeProvider clock)
#pragma warning restore CA1001
{
    private static readonly TimeSpan s_lifetime = TimeSpan.FromSeconds(10);

    // The time in the signature is up to a second older than the response, and the request needs time to arrive.
    private static readonly TimeSpan s_margin = TimeSpan.FromSeconds(2);

    private readonly object _lock = new();
    private SemaphoreSlim? _renewal;
    private Uri? _url;
    private long _received;
    private TimeSpan _freshFor;

    /// <summary>The URL while it is fresh; else null.</summary>
    public Uri? Current
    {
        get
        {
            lock (_lock)
            {
                return _url is not null && clock.GetElapsedTime(_received) < _freshFor ? _url : null;
            }
        }
    }

    // Plates that are present never need it, and a run may have 100,000 of them.
    private SemaphoreSlim RenewalRight => LazyInitializer.EnsureInitialized(ref _renewal, static () => new SemaphoreSlim(1, 1))!;

    /// <summary>Stores a URL.</summary>
    /// <param name="url">The URL.</param>
    /// <param name="received">The timestamp of the response that contained it.</param>
    public void Set(Uri url, long received)
    {
        lock (_lock)
        {
            _url = url;
            _received = received;
            _freshFor = LifetimeOf(url) - s_margin;
        }
    }

    /// <summary>Removes a URL that was refused. A URL that another connection stored meanwhile stays.</summary>
    public void Invalidate(Uri? url)
    {
        lock (_lock)
        {
            if (_url == url)
            {
                _url = null;
            }
        }
    }

    /// <summary>
    /// Waits for the right to request a new URL. One connection requests it, and the connections that waited use its result.
    /// </summary>
    /// <returns>The right; disposing it passes it on.</returns>
    public async Task<IDisposable> EnterRenewalAsync(CancellationToken cancellationToken)
    {
        await RenewalRight.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new Renewal(RenewalRight);
    }

    /// <summary>The right to request a new URL; null while a connection has it.</summary>
    public IDisposable? TryEnterRenewal() => RenewalRight.Wait(0) ? new Renewal(RenewalRight) : null;

    private static TimeSpan LifetimeOf(Uri url)
    {
        const string Name = "X-Amz-Expires=";
        foreach (var part in url.Query.TrimStart('?').Split('&'))
        {
            var value = part.StartsWith(Name, StringComparison.OrdinalIgnoreCase) ? part.Substring(Name.Length) : "";
            if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            {
                return TimeSpan.FromSeconds(seconds);
            }
        }

        return s_lifetime;
    }

    private sealed class Renewal(SemaphoreSlim semaphore) : IDisposable
    {
        public void Dispose() => semaphore.Release();
    }
}
