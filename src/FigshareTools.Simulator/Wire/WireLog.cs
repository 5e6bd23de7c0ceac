using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FigshareTools.Simulator;

/// <summary>
/// What was asked of the simulator and what it sent. Everything can be waited for, so that tests need no delays.
/// </summary>
public sealed class WireLog
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _clock;
    private readonly List<WireExchange> _exchanges = [];
    private readonly BodyCounter _bodies = new();
    private TaskCompletionSource _changed = NewSignal();

    internal WireLog(TimeProvider clock) => _clock = clock;

    /// <summary>The storage bodies that are being sent now.</summary>
    public int CurrentBodies => Locked(() => _bodies.Current);

    /// <summary>The most storage bodies that were sent at the same time.</summary>
    public int MaximumConcurrentBodies => Locked(() => _bodies.Maximum);

    /// <summary>The most different files whose bodies were sent at the same time.</summary>
    public int MaximumConcurrentFiles => Locked(() => _bodies.MaximumFiles);

    /// <summary>All requests up to now in the order of their arrival.</summary>
    public IReadOnlyList<WireRequest> Snapshot() => Locked(() => _exchanges.ConvertAll(exchange => exchange.Request));

    /// <summary>The number of requests at one place.</summary>
    public int Count(FaultPoint point) => Count(request => request.Point == point);

    /// <summary>The number of requests that meet a condition.</summary>
    public int Count(Func<WireRequest, bool> condition) => Snapshot().Count(condition);

    /// <summary>The bytes of file content that storage has sent, for one file or for all.</summary>
    public long BodyBytesSent(long? fileId = null) => Locked(() => _bodies.BytesSent(fileId));

    /// <summary>Forgets the requests and the figures; requests under way stay counted as current bodies.</summary>
    public void Clear() => Change(() =>
    {
        _exchanges.Clear();
        _bodies.Reset();
    });

    /// <summary>Waits for a request that meets a condition.</summary>
    public Task WaitForAsync(Func<WireRequest, bool> condition, CancellationToken cancellationToken) =>
        WaitForAsync(condition, 1, cancellationToken);

    /// <summary>Waits until so many requests meet a condition.</summary>
    public Task WaitForAsync(Func<WireRequest, bool> condition, int count, CancellationToken cancellationToken) =>
        WaitUntilAsync(() => Count(condition) >= count, cancellationToken);

    /// <summary>Waits until storage has sent so many bytes of a file, over all its requests.</summary>
    public Task WaitForBodyBytesAsync(long fileId, long bytes, CancellationToken cancellationToken) =>
        WaitUntilAsync(() => BodyBytesSent(fileId) >= bytes, cancellationToken);

    /// <summary>Waits until so many storage bodies are being sent, or are held, at the same time.</summary>
    public Task WaitForCurrentBodiesAsync(int count, CancellationToken cancellationToken) =>
        WaitUntilAsync(() => CurrentBodies >= count, cancellationToken);

    internal WireExchange Begin(RequestTarget target, HttpContext context)
    {
        IHeaderDictionary headers = context.Request.Headers;
        var request = new WireRequest
        {
            Point = target.Point,
            Method = context.Request.Method,
            PathAndQuery = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            ArticleId = target.ArticleId,
            FileId = target.FileId,
            Headers = headers.ToDictionary(
                header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Authorization = headers.Authorization,
            Range = headers.Range,
            IfRange = headers.IfRange,
            Accept = headers.Accept,
            UserAgent = headers.UserAgent,
            IfNoneMatch = headers.IfNoneMatch,
            Time = _clock.GetUtcNow(),
        };
        var exchange = new WireExchange(this, _bodies, request);
        Change(() => _exchanges.Add(exchange));
        return exchange;
    }

    internal void Change(Action change)
    {
        TaskCompletionSource signal;
        lock (_lock)
        {
            change();
            signal = _changed;
            _changed = NewSignal();
        }

        signal.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private T Locked<T>(Func<T> read)
    {
        lock (_lock)
        {
            return read();
        }
    }

    private async Task WaitUntilAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        while (true)
        {
            // Taken before the condition is looked at: a change in between is not missed.
            Task changed = Locked(() => _changed.Task);
            if (condition())
            {
                return;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }
}
