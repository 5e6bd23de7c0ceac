using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Hashing;
using FigshareTools.Runs;
using FigshareTools.Segments;
using FigshareTools.Sources;

namespace FigshareTools.Transfer;

/// <summary>
/// Downloads the missing bytes of one plate over one or more connections. The primary connection answers for the plate: it
/// fails and starts over. A secondary connection that fails returns its segment and ends.
/// </summary>
internal sealed class PlateTransfer : ISegmentedDownload, IAsyncDisposable
{
    private readonly DownloadContext _context;
    private readonly Md5Stream? _md5;
    private readonly PresignedUrlCache _urls;
    private readonly SecondaryConnections _secondary;
    private TransferPass _pass;
    private bool _hasJoined;
    private volatile bool _isDivisible = true;

    public PlateTransfer(DownloadContext context, Md5Stream? md5, PresignedUrlCache urls)
    {
        _context = context;
        _md5 = md5;
        _urls = urls;
        _secondary = new SecondaryConnections(context.Shared.Options.Clock);
        _pass = new TransferPass(context.Partial, md5, context.Shared.Options.Clock, context.Run.CancellationToken);
    }

    public int ActiveConnections => 1 + _secondary.ActiveCount;

    public long ShareableBytes => CanShare ? _pass.Plan.Remaining : 0;

    private bool CanShare => _isDivisible && _context.Partial.Length is not null;

    /// <summary>Makes one attempt to download all missing bytes.</summary>
    /// <exception cref="EngineException">The primary connection failed. A further attempt resumes the download.</exception>
    public async Task DownloadAsync()
    {
        try
        {
            while (true)
            {
                if (_pass.Plan.Take(ExpectedConnections) is { } segment)
                {
                    await DownloadAsync(segment, isPrimary: true, _context.Run.CancellationToken).ConfigureAwait(false);
                }
                else if (_pass.Plan.Remaining == 0)
                {
                    return;
                }
                else
                {
                    await _secondary.WaitForAnyAsync(_context.Run.CancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (EngineException failure)
        {
            // The next attempt requests a new presigned URL, whatever the cause was.
            _urls.Invalidate(_urls.Current);
            _context.Shared.Governor.ReportIfThrottled(failure);
            throw;
        }
    }

    /// <summary>Waits until all downloaded bytes are hashed. This needs no connection.</summary>
    public Task CompleteHashingAsync()
    {
        _context.Shared.Governor.Leave(this);
        return _pass.Hasher.CompleteAsync();
    }

    public void AddConnection() => _secondary.Add(DownloadAsSecondaryAsync);

    public void RemoveConnection() => _secondary.RemoveOne();

    public async ValueTask DisposeAsync()
    {
        _context.Shared.Governor.Leave(this);
        await EndPassAsync().ConfigureAwait(false);
    }

    private async Task DownloadAsSecondaryAsync()
    {
        var pass = _pass;
        try
        {
            _context.Partial.BeginRanges();
            pass.Hasher.SwitchToReadBack();
            while (!_secondary.TryRetire() && _isDivisible && pass.Plan.Take(ActiveConnections) is { } segment)
            {
                await DownloadAsync(segment, isPrimary: false, pass.Token).ConfigureAwait(false);
            }
        }
        catch (EngineException failure)
        {
            _context.Run.Log.Verbose($"one connection less: {failure.Cause}");
            if (!_context.Shared.Governor.ReportIfThrottled(failure) && _isDivisible)
            {
                _context.Shared.Governor.ConnectionLost();
            }
        }
        catch (IOException)
        {
            // The primary connection writes to the same disk, and reports its failure.
        }
        catch (OperationCanceledException) when (pass.Token.IsCancellationRequested)
        {
            // The pass has ended.
        }
    }

    /// <summary>The connections that share the plate, or will when the primary connection has a response.</summary>
    private int ExpectedConnections => !CanShare ? 1
        : _hasJoined ? ActiveConnections
        : Math.Max(ActiveConnections, _context.Shared.Options.SegmentCount ?? 1);

    private async Task DownloadAsync(Segment segment, bool isPrimary, CancellationToken cancellationToken)
    {
        var plan = _pass.Plan;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, segment.Abandoned);
        try
        {
            if (isPrimary && ActiveConnections == 1)
            {
                _context.BeginActivity(PlateActivity.Asking);
            }

            var request = SegmentRequest.For(_context.Plate, _context.Partial, segment);
            using var body = await _context.Shared.Source.OpenAsync(request, _urls, _context.Run.Log, stop.Token)
                .ConfigureAwait(false);
            if (body is null)
            {
                plan.TruncateAt(segment, segment.Position);
                return;
            }

            _context.Verifier.RequireExpectedLength(body);
            if (SegmentRequest.FindMismatch(request, body, _context.Partial) is { } mismatch)
            {
                await HandleMismatchAsync(mismatch, body, isPrimary).ConfigureAwait(false);
                plan = _pass.Plan;
                segment = plan.Take(connections: 1)!;
            }

            var length = body.Total ?? _context.Partial.Length;
            plan.TruncateAt(segment, length ?? ByteRange.UnknownEnd);
            if (isPrimary)
            {
                _context.Partial.Describe(length, body.ETag);
                JoinGovernor();
                _context.BeginActivity(PlateActivity.Fetching);
            }

            await new SegmentCopier(_context, _pass.Hasher, stop.Token).CopyAsync(body, segment, isPrimary)
                .ConfigureAwait(false);
            EndSegment(plan, segment, body, length);
        }
        catch (OperationCanceledException) when (
            segment.Abandoned.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // Another connection has taken over the rest of the segment.
        }
        finally
        {
            plan.Return(segment);
        }
    }

    private static void EndSegment(SegmentPlan plan, Segment segment, PlateBody body, long? length)
    {
        if (!segment.HasKnownEnd)
        {
            plan.TruncateAt(segment, segment.Position);
        }
        else if (segment.Remaining > 0)
        {
            throw new EngineException(FailureKind.Transient, FigshareErrorId.ConnectionFailed,
                $"{body.Host} ended after {segment.Position} of {length} bytes", "run it again to continue");
        }
    }

    /// <summary>
    /// Starts the plate over. The primary connection then continues with the whole body, if it is one; else the next attempt
    /// downloads the plate.
    /// </summary>
    /// <exception cref="EngineException">The response cannot be used.</exception>
    private async Task HandleMismatchAsync(EngineException mismatch, PlateBody body, bool isPrimary)
    {
        _isDivisible = false;
        if (!isPrimary)
        {
            throw mismatch;
        }

        if (_context.Partial.Total > 0)
        {
            _context.Run.Log.Verbose($"{mismatch.Cause}: from the start");
        }

        await StartOverAsync().ConfigureAwait(false);
        if (body.IsRange)
        {
            throw mismatch;
        }
    }

    private void JoinGovernor()
    {
        if (!_hasJoined && CanShare && _context.Shared.Options.SegmentCount != 1)
        {
            _hasJoined = true;
            _context.Shared.Governor.Join(this);
        }
    }

    private async Task StartOverAsync()
    {
        await EndPassAsync().ConfigureAwait(false);
        await _context.Partial.StartOverAsync().ConfigureAwait(false);
        if (_md5 is not null)
        {
            await _md5.ResetAsync().ConfigureAwait(false);
        }

        _pass = new TransferPass(
            _context.Partial, _md5, _context.Shared.Options.Clock, _context.Run.CancellationToken);
        _secondary.Restart();
    }

    private async Task EndPassAsync()
    {
        _pass.Cancel();
        try
        {
            await _secondary.StopAsync().ConfigureAwait(false);
        }
        finally
        {
            await _pass.WaitForHasherAsync().ConfigureAwait(false);
            _pass.Dispose();
        }
    }
}
