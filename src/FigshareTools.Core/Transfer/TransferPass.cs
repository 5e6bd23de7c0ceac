using System;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Hashing;
using FigshareTools.PartialFiles;
using FigshareTools.Segments;

namespace FigshareTools.Transfer;

/// <summary>
/// One pass over the missing bytes of a plate: the plan of its segments and the hash of its prefix. Starting over begins a new
/// pass.
/// </summary>
internal sealed class TransferPass : IDisposable
{
    private readonly ConnectionGovernor _governor;
    private readonly CancellationTokenSource _cancellation;

    public TransferPass(PartialFile partial, Md5Stream? md5, TransferContext shared, CancellationToken cancellationToken)
    {
        _governor = shared.Governor;
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var prefix = partial.ContiguousLength;
        Hasher = new PrefixHasher(md5, partial, prefix, _cancellation.Token);
        // A file whose stated length is 0 is requested like one of unknown length: the statement may be wrong.
        Plan = new SegmentPlan(
            partial.Length is { } length and > 0
                ? partial.MissingOf(length)
                : [new ByteRange(prefix, ByteRange.UnknownEnd)],
            shared.Options.Clock);
        if (prefix < partial.WrittenBytes)
        {
            Hasher.SwitchToReadBack();
        }
    }

    public SegmentPlan Plan { get; }

    public PrefixHasher Hasher { get; }

    /// <summary>Cancelled when the pass ends.</summary>
    public CancellationToken Token => _cancellation.Token;

    /// <summary>Hands out the next segment.</summary>
    /// <param name="connections">The connections that share the plate, the caller included.</param>
    /// <returns>The segment; null when there is no work for another connection now.</returns>
    public Segment? Take(int connections) => Plan.Take(connections, _governor.ResponseTime);

    /// <summary>Hands out the next segment before the last one of a connection ends, if it is time for its request.</summary>
    /// <param name="last">The segment that is about to end.</param>
    /// <param name="elapsed">The time since it was handed out.</param>
    /// <param name="connections">The connections that share the plate.</param>
    /// <returns>The segment; null when it is too early, or no range is missing.</returns>
    public Segment? TakeEarly(Segment last, TimeSpan elapsed, int connections) =>
        EarlyRequestPolicy.IsDue(last.Sample(elapsed), _governor.ResponseTime)
            ? Plan.TakeMissing(connections, _governor.ResponseTime)
            : null;

    /// <summary>
    /// Cancels the secondary connections and the hashing. May be called again, also after the pass is disposed.
    /// </summary>
    public void Cancel()
    {
        if (!_cancellation.IsCancellationRequested)
        {
            _cancellation.Cancel();
        }
    }

    /// <summary>Waits until connections and hashing have ended, complete or cancelled, and disposes the pass.</summary>
    /// <param name="connections">The end of the secondary connections.</param>
    public async Task EndAsync(Task connections)
    {
        try
        {
            await connections.ConfigureAwait(false);
        }
        finally
        {
            await WaitForHasherAsync().ConfigureAwait(false);
            Dispose();
        }
    }

    public void Dispose() => _cancellation.Dispose();

    private async Task WaitForHasherAsync()
    {
        try
        {
            await Hasher.CompleteAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            // The pass was cancelled before all bytes were there.
        }
    }
}
