using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Simulator;

namespace FigshareTools.Torture.Faults;

/// <summary>Counts the responses that drip, so that the clock knows that the server only waits.</summary>
/// <param name="clock">The clock by which the drops fall.</param>
internal sealed class Dripper(Func<TimeProvider> clock)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(5);

    // Longer than any limit of silence, but not for ever: an engine without a limit of speed goes on afterwards.
    private const int Drops = 40;

    private int _waiting;

    /// <summary>The number of responses that wait for their next drop.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>A body of which a byte arrives every five seconds for a while.</summary>
    public Fault Drip() => Fault.Custom(FaultPoint.Storage, async (context, next) =>
    {
        var body = context.Response.Body;
        context.Response.Body = new DrippingBody(this, body);
        await next();
        context.Response.Body = body;
    });

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            await Task.Delay(s_interval, clock(), cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private sealed class DrippingBody(Dripper dripper, Stream next) : WriteThroughStream(next)
    {
        private int _drops;

        public override async ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            for (; _drops < Drops && buffer.Length > 1; _drops++)
            {
                await Next.WriteAsync(buffer[..1], cancellationToken);
                await Next.FlushAsync(cancellationToken);
                buffer = buffer[1..];
                await dripper.WaitAsync(cancellationToken);
            }

            await Next.WriteAsync(buffer, cancellationToken);
        }
    }
}
