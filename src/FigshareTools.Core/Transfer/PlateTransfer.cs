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
/// Downloads the missing bytes of one plate over one or more connections. Only a failure of the primary connection fails an
/// attempt, and only the primary connection starts the plate over. A secondary connection that fails returns its segment and
/// ends; if its response does not match the file, the primary connection continues alone.
/// </summary>
internal sealed class PlateTransfer : ISegmentedDownload, IAsyncDisposable
{
    private readonly DownloadContext _context;
    private readonly Md5Stream? _md5;
    private readonly PresignedUrlCache _urls;
    private readonly SecondaryConnections _secondary;
    private volatile TransferPass _pass;
    private bool _hasJoinedGovernor;
    
    // False for good after a response that does not match the file.
    private volatile bool _canDivide = true;

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

    private bool CanShare => _canDivide && _context.Partial.Length is not null;

    /// <summary>
    /// Makes one attempt to download all missing bytes. Secondary connections continue after a failed attempt.
    /// </summary>
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
            while (!_secondary.TryRetire() && _canDivide && pass.Plan.Take(ActiveConnections) is { } segment)
            {
                await DownloadAsync(segment, isPrimary: false, pass.Token).ConfigureAwait(false);
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
        catch (IOException)
        {
            // The primary connection writes to the same disk, and reports its failure.
        }
        catch (OperationCanceledException) when (pass.Token.IsCancellationRequested)
        {
            // The pass has ended.
        }
    }

    /// <summary>
    /// The connections that share the plate. Before the governor adds connections, the number that the user asks for.
    /// </summary>
    private int ExpectedConnections => !CanShare ? 1
        : _hasJoinedGovernor ? ActiveConnections
        : Math.Max(ActiveConnections, _context.Shared.Options.SegmentCount ?? 1);

    private async Task DownloadAsync(Segment segment, bool isPrimary, CancellationToken cancellationToken)
    {
        // Secondary connections have ended before _pass changes.
        var plan = _pass.Plan;
        var abandoned = segment.Abandoned;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, abandoned);
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
                // The segment begins at the end of the file.
                plan.TruncateAt(segment, segment.Position);
                return;
            }

            _context.Verifier.RequireExpectedLength(body);
            if (SegmentRequest.FindMismatch(request, body, _context.Partial) is { } mismatch)
            {
                await StartOverOrThrowAsync(mismatch, body, isPrimary).ConfigureAwait(false);
                // The plan of the new pass has one range, the whole plate.
                plan = _pass.Plan;
                segment = plan.Take(connections: 1)!;
            }

            var length = body.PlateLength ?? _context.Partial.Length;
            plan.TruncateAt(segment, length ?? ByteRange.UnknownEnd);
            if (isPrimary)
            {
                _context.Partial.Describe(length, body.ETag);
                JoinGovernor();
                _context.BeginActivity(PlateActivity.Fetching);
            }

            await new SegmentCopier(_context, _pass.Hasher, stop.Token).CopyAsync(body, segment, isPrimary)
                .ConfigureAwait(false);
            SegmentRequest.RequireComplete(plan, segment, body);
        }
        catch (OperationCanceledException) when (
            abandoned.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // Another connection has taken over the rest of the segment.
        }
        finally
        {
            plan.Return(segment);
        }
    }

    /// <summary>
    /// Starts the plate over. If the response is the whole plate, the primary connection continues with it; else it fails, and
    /// the next attempt downloads the plate. A secondary connection only fails.
    /// </summary>
    /// <exception cref="EngineException">The response cannot be used.</exception>
    private async Task StartOverOrThrowAsync(EngineException mismatch, PlateBody body, bool isPrimary)
    {
        _canDivide = false;
        if (!isPrimary)
        {
            throw mismatch;
        }

        if (_context.Partial.WrittenBytes > 0)
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
        if (!_hasJoinedGovernor && CanShare && _context.Shared.Options.SegmentCount != 1)
        {
            _hasJoinedGovernor = true;
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
