using System.Globalization;
using System.Threading;

namespace FigshareTools.Benchmarks.Server;

/// <summary>Counts requests and bytes since the last reset.</summary>
internal sealed class Counters
{
    private long _requests;
    private long _redirects;
    private long _apiRequests;
    private long _refusals;
    private long _bodyBytes;

    public void CountRequest() => Interlocked.Increment(ref _requests);

    public void CountRedirect() => Interlocked.Increment(ref _redirects);

    public void CountApiRequest() => Interlocked.Increment(ref _apiRequests);

    public void CountRefusal() => Interlocked.Increment(ref _refusals);

    /// <summary>Adds bytes of files that the socket has accepted.</summary>
    public void AddBodyBytes(long bytes) => Interlocked.Add(ref _bodyBytes, bytes);

    public void Reset()
    {
        Interlocked.Exchange(ref _requests, 0);
        Interlocked.Exchange(ref _redirects, 0);
        Interlocked.Exchange(ref _apiRequests, 0);
        Interlocked.Exchange(ref _refusals, 0);
        Interlocked.Exchange(ref _bodyBytes, 0);
    }

    public string ToJson() => string.Create(CultureInfo.InvariantCulture, $$"""
        {
          "requests": {{Interlocked.Read(ref _requests)}},
          "redirects": {{Interlocked.Read(ref _redirects)}},
          "api_requests": {{Interlocked.Read(ref _apiRequests)}},
          "refused": {{Interlocked.Read(ref _refusals)}},
          "body_bytes": {{Interlocked.Read(ref _bodyBytes)}}
        }
        """);
}
