using System;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Transfer;

/// <summary>
/// The presigned address of one plate, shared by its connections while it is fresh. It lives 10 seconds (X-Amz-Expires=10,
/// seen 2024 to 2026); requests that began within them may take as long as they like.
/// </summary>
internal sealed class StorageLink(TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan s_lifetime = TimeSpan.FromSeconds(10);

    // The signature's time is a whole second before ours at worst, and the request has a way to go.
    private static readonly TimeSpan s_margin = TimeSpan.FromSeconds(2);

    private readonly object _gate = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private Uri? _uri;
    private long _since;
    private TimeSpan _fresh;

    /// <summary>The address, as long as it can still be used.</summary>
    public Uri? Fresh
    {
        get
        {
            lock (_gate)
            {
                return _uri is not null && clock.GetElapsedTime(_since) < _fresh ? _uri : null;
            }
        }
    }

    /// <summary>Keeps an address.</summary>
    /// <param name="uri">The address.</param>
    /// <param name="since">When it was given, as a timestamp.</param>
    public void Keep(Uri uri, long since)
    {
        lock (_gate)
        {
            _uri = uri;
            _since = since;
            _fresh = LifetimeOf(uri) - s_margin;
        }
    }

    /// <summary>Says that an address is of no use any more; one that was given since is kept.</summary>
    public void Forget(Uri? uri)
    {
        lock (_gate)
        {
            if (_uri == uri)
            {
                _uri = null;
            }
        }
    }

    /// <summary>Waits for the right to ask Figshare: one asks, and those who waited use what it was given.</summary>
    public Task EnterAsync(CancellationToken cancellationToken) => _turn.WaitAsync(cancellationToken);

    /// <summary>Gives that right on.</summary>
    public void Leave() => _turn.Release();

    public void Dispose() => _turn.Dispose();

    private static TimeSpan LifetimeOf(Uri uri)
    {
        const string Name = "X-Amz-Expires=";
        foreach (var part in uri.Query.TrimStart('?').Split('&'))
        {
            var value = part.StartsWith(Name, StringComparison.OrdinalIgnoreCase) ? part.Substring(Name.Length) : "";
            if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            {
                return TimeSpan.FromSeconds(seconds);
            }
        }

        return s_lifetime;
    }
}
