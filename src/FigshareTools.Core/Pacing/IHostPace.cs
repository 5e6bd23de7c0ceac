using System;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Timing;

namespace FigshareTools.Pacing;

/// <summary>The pace at which one host is asked.</summary>
internal interface IHostPace
{
    /// <summary>Waits until a request may be sent.</summary>
    Task WaitAsync(IRunLog log, CancellationToken cancellationToken);

    /// <summary>Takes the right to send a request, if the request would not wait.</summary>
    bool TryEnter();

    /// <summary>How long a request would wait now.</summary>
    TimeSpan WaitFor();
}

/// <summary>The pace of a process that shares it with no other: some requests at once, then one for each interval.</summary>
internal sealed class OwnPace(TokenBucket bucket) : IHostPace
{
    public Task WaitAsync(IRunLog log, CancellationToken cancellationToken) => bucket.TakeAsync(1, cancellationToken);

    public bool TryEnter() => bucket.TryTake(1);

    public TimeSpan WaitFor() => bucket.WaitFor(1);
}
