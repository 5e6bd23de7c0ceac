using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Segments;

namespace FigshareTools.Transfer;

/// <content>The secondary connections.</content>
internal sealed partial class PlateTransfer
{
    // 1 while a spare connection waits for the response that begins its segment.
    private int _hasSpare;

    public void AddConnection()
    {
        if (_context.Shared.Governor.Limit.TryEnterSecondary() is { } permit
            && !_secondary.Add(() => DownloadAsSecondaryAsync(permit, first: null)))
        {
            permit.Dispose();
        }
    }

    public void RemoveConnection() => _secondary.RemoveOne();

    /// <summary>
    /// Downloads segments, one after the other. When the last bytes of one are on their way, a spare connection requests the next
    /// one and takes over the place of this connection, which then ends with its segment.
    /// </summary>
    /// <param name="permit">The place of the connection.</param>
    /// <param name="first">The segment to begin with; null for the next one of the plan.</param>
    private async Task DownloadAsSecondaryAsync(ConnectionLimit.SecondaryPermit permit, Segment? first)
    {
        var pass = _pass;
        var hasSuccessor = false;
        using var counted = _context.Run.CountConnection();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(pass.Token, permit.Displaced);
        try
        {
            _context.Partial.BeginRanges();
            pass.Hasher.SwitchToReadBack();
            for (var segment = first ?? Next(); segment is not null; segment = hasSuccessor ? null : Next())
            {
                await DownloadAsync(segment, isPrimary: false, StartSuccessor, stop.Token).ConfigureAwait(false);
            }
        }
        catch (EngineException failure)
        {
            _context.Run.Log.Verbose($"one connection less: {failure.Cause}");
            if (!_context.Shared.Governor.ReportIfThrottled(failure) && _canDivide)
            {
                _context.Shared.Governor.ConnectionLost();
            }
        }
        catch (Exception e) when (e is IOException || (e is OperationCanceledException && stop.IsCancellationRequested))
        {
            // The primary connection writes to the same disk, and reports its failure. A cancellation means that the pass has
            // ended, or that another plate needs the place.
        }
        finally
        {
            if (hasSuccessor)
            {
                // It is no longer a spare connection.
                Volatile.Write(ref _hasSpare, 0);
            }
            else
            {
                permit.Dispose();
            }
        }

        Segment? Next() => !_secondary.TryRetire() && _canDivide ? pass.Take(ActiveConnections) : null;

        void StartSuccessor(Segment segment) => hasSuccessor = hasSuccessor || TryStartSuccessor(pass, segment, permit);
    }

    /// <summary>Starts a spare connection for the next segment, if it is time and the plate has none.</summary>
    private bool TryStartSuccessor(TransferPass pass, Segment last, ConnectionLimit.SecondaryPermit permit)
    {
        if (!_canDivide || Interlocked.Exchange(ref _hasSpare, 1) == 1)
        {
            return false;
        }

        var elapsed = _context.Shared.Options.Clock.GetElapsedTime(last.Started);
        var next = pass.TakeEarly(last, elapsed, ActiveConnections);
        if (next is not null && _secondary.TryAddSuccessor(() => DownloadAsSecondaryAsync(permit, next)))
        {
            return true;
        }

        if (next is not null)
        {
            pass.Plan.Return(next);
        }

        Volatile.Write(ref _hasSpare, 0);
        return false;
    }
}
