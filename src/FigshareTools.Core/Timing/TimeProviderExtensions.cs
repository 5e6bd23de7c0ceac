using System;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Timing;

/// <summary>Waits by a clock that tests control. .NET and Microsoft.Bcl.TimeProvider name the method differently.</summary>
internal static class TimeProviderExtensions
{
    public static Task DelayAsync(this TimeProvider clock, TimeSpan time, CancellationToken cancellationToken) =>
#if NET
        Task.Delay(time, clock, cancellationToken);
#else
        clock.Delay(time, cancellationToken);
#endif
}
