using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FigshareTools.Simulator;

/// <summary>
/// Records all requests and the bytes sent. Tests can wait for every event and need no delays.
/// </summary>
public sealed class WireLog
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _clock;
    private readonly List<WireExchange> _exchanges = [];
    private readonly BodyCounter _bodies = new();
    private TaskCompletionSource _changed = NewSignal();

    internal WireLog(TimeProvider clock) => _clock = clock;

    /// <summary>The number of requests that the server has not finished.</summary>
    public int CurrentRequests => Locked(() => _exchanges.Count(exchange => !exchange.Request.IsComplete));

    /// <summary>The number of storage bodies that are being sent.</summary>
    public int CurrentBodies => Locked(() => _bodies.Current);

    /// <summary>The largest number of storage bodies that were sent at the same time.</summary>
    public int MaximumConcurrentBodies => Locked(() => _bodies.Maximum);

    /// <summary>The largest number of different files whose bodies were sent at the same time.</summary>
    public int MaximumConcurrentFiles => Locked(() => _bodies.MaximumFiles);

    /// <summary>Returns all requests until now, in the order of their arrival.</summary>
    public IReadOnlyList<WireRequest> Snapshot() => Locked(() => _exchanges.ConvertAll(exchange => exchange.Request));

    /// <summary>Returns the number of requests to an endpoint.</summary>
    public int Count(FaultPoint point) => Count(request => request.Point == point);

    /// <summary>Returns the number of requests that satisfy a condition.</summary>
    public int Count(Func<WireRequest, bool> condition) => Snapshot().Count(condition);

    /// <summary>Returns the bytes of file content that the storage has sent, for one file or for all files.</summary>
    public long BodyBytesSent(long? fileId = null) => Locked(() => _bodies.BytesSent(fileId));

    /// <summary>Removes the requests and resets the counters. Running requests still count as current bodies.</summary>
    public void Clear() => Change(() =>
    {
        _exchanges.Clear();
        _bodies.Reset();
    });

    /// <summary>Waits for a request that satisfies a condition.</summary>
    public Task WaitForAsync(Func<WireRequest, bool> condition, CancellationToken cancellationToken) =>
        WaitForAsync(condition, 1, cancellationToken);

    /// <summary>Waits until at least a number of requests satisfy a condition.</summary>
    public Task WaitForAsync(Func<WireRequest, bool> condition, int count, CancellationToken cancellationToken) =>
        WaitUntilAsync(() => Count(condition) >= count, cancellationToken);

    /// <summary>Waits until the storage has sent at least a number of bytes of a file, over all requests.</summary>
    public Task WaitForBodyBytesAsync(long fileId, long bytes, CancellationToken cancellationToken) =>
        WaitUntilAsync(() => BodyBytesSent(fileId) >= bytes, cancellationToken);

    /// <summary>Waits until at least a number of storage bodies are being sent or paused at the same time.</summary>
    public Task WaitForCurrentBodiesAsync(int count, CancellationToken cancellationToken) =>
        WaitUntilAsync(() => CurrentBodies >= count, cancellationToken);

    /// <summary>Waits until exactly so many storage bodies, of so many different files, are being sent or paused.</summary>
    public Task WaitForExactBodiesAsync(int count, int files, CancellationToken cancellationToken) =>
        WaitUntilAsync(() => Locked(() => (_bodies.Current, _bodies.CurrentFiles) == (count, files)), cancellationToken);

    /// <summary>Waits until no storage body is being sent or paused.</summary>
    public Task WaitForNoBodiesAsync(CancellationToken cancellationToken) =>
        WaitUntilAsync(() => CurrentBodies == 0, cancellationToken);

    internal WireExchange Begin(RequestTarget target, HttpContext context)
    {
        var headers = context.Request.Headers;
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
            // The task is read before the condition is evaluated, so that a change in between is not missed.
            var changed = Locked(() => _changed.Task);
            if (condition())
            {
                return;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }
}
