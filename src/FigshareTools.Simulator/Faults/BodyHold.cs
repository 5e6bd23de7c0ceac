using System;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Simulator;

/// <summary>Pauses all storage responses that begin before <see cref="Release"/>.</summary>
public sealed class BodyHold : IDisposable
{
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal BodyHold(long afterBytes) => AfterBytes = afterBytes;

    /// <summary>The number of bytes of each body that are sent before the pause.</summary>
    public long AfterBytes { get; }

    internal bool IsReleased => _released.Task.IsCompleted;

    /// <summary>Continues all paused responses.</summary>
    public void Release() => _released.TrySetResult();

    /// <summary>Continues all paused responses.</summary>
    public void Dispose() => Release();

    internal Task WaitAsync(CancellationToken cancellationToken) => _released.Task.WaitAsync(cancellationToken);
}
