using System;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Http;

/// <summary>Waiting by a clock that tests can move; .NET and Microsoft.Bcl.TimeProvider name it differently.</summary>
internal static class Clock
{
    public static Task WaitAsync(this TimeProvider clock, TimeSpan time, CancellationToken cancellationToken) =>
#if NET
        Task.Delay(time, clock, cancellationToken);
#else
        clock.Delay(time, cancellationToken);
#endif
}
