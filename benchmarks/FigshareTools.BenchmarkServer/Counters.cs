using System.Globalization;
using System.Threading;

namespace FigshareTools.Benchmarks.Server;

/// <summary>What was asked and sent since the last reset.</summary>
internal sealed class Counters
{
    private long _requests;
    private long _redirects;
    private long _refused;
    private long _bodyBytes;

    public void Request() => Interlocked.Increment(ref _requests);

    public void Redirect() => Interlocked.Increment(ref _redirects);

    public void Refused() => Interlocked.Increment(ref _refused);

    /// <summary>Bytes of files that the socket took.</summary>
    public void Body(long bytes) => Interlocked.Add(ref _bodyBytes, bytes);

    public void Reset()
    {
        Interlocked.Exchange(ref _requests, 0);
        Interlocked.Exchange(ref _redirects, 0);
        Interlocked.Exchange(ref _refused, 0);
        Interlocked.Exchange(ref _bodyBytes, 0);
    }

    public string ToJson() => string.Create(CultureInfo.InvariantCulture, $$"""
        {"requests":{{Interlocked.Read(ref _requests)}},"redirects":{{Interlocked.Read(ref _redirects)}},"refused":{{Interlocked.Read(ref _refused)}},"body_bytes":{{Interlocked.Read(ref _bodyBytes)}}}
        """);
}
