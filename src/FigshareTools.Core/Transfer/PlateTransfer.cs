using System;
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
internal sealed partial class PlateTransfer : ISegmentedDownload, IAsyncDisposable
{
    private readonly DownloadContext _context;
    private readonly Md5Stream? _md5;
    private readonly PresignedUrlCache _urls;
    private readonly SegmentOpener _opener;
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
        _opener = new SegmentOpener(context, urls);
        _secondary = new SecondaryConnections(context.Shared.Options.Clock);
        _pass = new TransferPass(context.Partial, md5, context.Shared, context.Run.CancellationToken);
    }

    public int ActiveConnections => 1 + _secondary.ActiveCount;

    public long ShareableBytes => CanShare ? _pass.Plan.Remaining : 0;

    private bool CanShare => _canDivide && _context.Partial.Length > 0 && _context.CanCombine;

    /// <summary>
    /// Makes one attempt to download all missing bytes. Secondary connections continue after a failed attempt.
    /// </summary>
    /// <exception cref="EngineException">The primary connection failed. A further attempt resumes the download.</exception>
    public async Task DownloadAsync()
    {
        var cancellationToken = _context.Run.CancellationToken;
        using var place = await _context.Shared.Governor.Limit.EnterPrimaryAsync(cancellationToken).ConfigureAwait(false);
        using var counted = _context.Run.CountConnection();
        try
        {
            if (_context.Partial.WrittenBytes > 0 && !_context.CanCombine)
            {
                _context.Run.Log.Verbose("neither an MD5 nor a validator shows that the file is still the same: from the start");
                await StartOverAsync().ConfigureAwait(false);
            }

            while (_pass.Take(ExpectedConnections) is var segment && (segment is not null || _pass.Plan.Remaining > 0))
            {
                await (segment is null
                    ? _secondary.WaitForAnyAsync(cancellationToken)
                    : DownloadAsync(segment, isPrimary: true, onWritten: null, cancellationToken)).ConfigureAwait(false);
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

    public async ValueTask DisposeAsync()
    {
        _context.Shared.Governor.Leave(this);
        await EndPassAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// The connections that share the plate. Before the governor adds connections, the number that the user asks for.
    /// </summary>
    private int ExpectedConnections => !CanShare ? 1
        : _hasJoinedGovernor ? ActiveConnections
        : Math.Max(ActiveConnections, _context.Shared.Options.SegmentCount ?? 1);

    private async Task DownloadAsync(
        Segment segment, bool isPrimary, Action<Segment>? onWritten, CancellationToken cancellationToken)
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

            if (SegmentRequest.For(_context.Plate, _context.Partial, segment) is not { } request)
            {
                return;
            }

            var answer = await _opener.OpenAsync(request, isPrimary, stop.Token).ConfigureAwait(false);
            using var body = answer.Body;
            if (answer.Contradiction is not null)
            {
                await StartOverOrThrowAsync(answer).ConfigureAwait(false);
                // The plan of the new pass has one range, the whole plate.
                plan = _pass.Plan;
                segment = _pass.Take(connections: 1)!;
            }

            if (body is null)
            {
                // The segment begins at the end of the file.
                plan.TruncateAt(segment, segment.Position);
                return;
            }

            var file = body.Identity.Or(_context.Partial.Identity);
            plan.TruncateAt(segment, file.Length ?? ByteRange.UnknownEnd);
            if (isPrimary)
            {
                _context.Partial.Describe(file);
                JoinGovernor();
                _context.BeginFetching(body.Host, segment.Position);
            }

            await new SegmentCopier(_context, _pass.Hasher, onWritten, stop.Token).CopyAsync(body, segment, isPrimary)
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
    /// Starts the plate over if the answer refutes the bytes on disk. If the answer is the whole plate, the primary connection
    /// continues with it; else it fails, and the next attempt asks again.
    /// </summary>
    /// <exception cref="EngineException">The answer cannot be used.</exception>
    private async Task StartOverOrThrowAsync(SegmentAnswer answer)
    {
        _canDivide = false;
        if (answer.RefutesBytes)
        {
            if (_context.Partial.WrittenBytes > 0)
            {
                _context.Run.Log.Verbose($"{answer.Contradiction!.Cause}: from the start");
            }

            await StartOverAsync().ConfigureAwait(false);
        }

        if (!answer.RefutesBytes || answer.Body is null or { IsRange: true })
        {
            throw answer.Contradiction!;
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

        _pass = new TransferPass(_context.Partial, _md5, _context.Shared, _context.Run.CancellationToken);
        _secondary.Restart();
    }

    private Task EndPassAsync()
    {
        _pass.Cancel();
        return _pass.EndAsync(_secondary.StopAsync());
    }
}
