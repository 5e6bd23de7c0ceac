using System;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Simulator;

/// <summary>Holds back all storage bodies that begin while it lasts.</summary>
public sealed class BodyHold : IDisposable
{
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal BodyHold(long afterBytes) => AfterBytes = afterBytes;

    /// <summary>How many bytes of each body are sent before it waits.</summary>
    public long AfterBytes { get; }

    internal bool IsReleased => _released.Task.IsCompleted;

    /// <summary>Lets all bodies go on.</summary>
    public void Release() => _released.TrySetResult();

    /// <summary>Lets all bodies go on.</summary>
    public void Dispose() => Release();

    internal Task WaitAsync(CancellationToken cancellationToken) => _released.Task.WaitAsync(cancellationToken);
}
