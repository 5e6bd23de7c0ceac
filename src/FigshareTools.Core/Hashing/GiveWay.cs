#if NET
using System;
using System.Runtime.CompilerServices;
using System.Threading;

namespace FigshareTools.Hashing;

/// <summary>
/// Goes on behind all that waits for a thread now. Task.Yield does not promise that: it may come back to the same thread first.
/// </summary>
internal readonly struct GiveWay : ICriticalNotifyCompletion
{
    public static GiveWay ToOthers => default;

#pragma warning disable CA1822 // An awaiter's members belong to the instance.
    public bool IsCompleted => false;

    public GiveWay GetAwaiter() => this;

    public void GetResult()
    {
    }
#pragma warning restore CA1822

    public void OnCompleted(Action continuation) =>
        ThreadPool.QueueUserWorkItem(static run => run(), continuation, preferLocal: false);

    public void UnsafeOnCompleted(Action continuation) =>
        ThreadPool.UnsafeQueueUserWorkItem(static run => run(), continuation, preferLocal: false);
}
#endif
