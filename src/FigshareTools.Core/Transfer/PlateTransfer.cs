using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Hashing;
using FigshareTools.Http;
using FigshareTools.Runs;

namespace FigshareTools.Transfer;

/// <summary>
/// Brings what is missing of one plate. The first connection answers for the plate: it tries again, starts over and fails. The
/// others only help: one that fails gives back its part and ends.
/// </summary>
internal sealed class PlateTransfer : ISegmented, IAsyncDisposable
{
    private readonly FigsharePlate _plate;
    private readonly PlateChecks _checks;
    private readonly PartialFile _partial;
    private readonly Md5Stream? _md5;
    private readonly PresignedUrlCache _link;
    private readonly TransferContext _means;
    private readonly PlateProgress _progress;
    private readonly IRunLog _log;
    private readonly CancellationToken _cancellationToken;
    private readonly SecondaryConnections _helpers;
    private CancellationTokenSource _stop;
    private PrefixHasher _hash;
    private SegmentPlan _plan;
    private bool _joined;
    private volatile bool _divisible = true;

    public PlateTransfer(
        FigsharePlate plate, PlateChecks checks, PartialFile partial, Md5Stream? md5, PresignedUrlCache link, TransferContext means,
        PlateProgress progress, IRunLog log, CancellationToken cancellationToken)
    {
        _plate = plate;
        _checks = checks;
        _partial = partial;
        _md5 = md5;
        _link = link;
        _means = means;
        _progress = progress;
        _log = log;
        _cancellationToken = cancellationToken;
        _helpers = new SecondaryConnections(means.Options.Clock);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _hash = new PrefixHasher(md5, partial, partial.Front, _stop.Token);
        _plan = NewPlan();
        if (partial.Front < partial.Total)
        {
            _hash.Follow();
        }
    }

    /// <inheritdoc/>
    public int Connections => 1 + _helpers.Staying;

    /// <inheritdoc/>
    public long BytesToShare => _divisible && _partial.Length is not null ? _plan.Left : 0;

    /// <summary>Brings everything that is missing; one attempt.</summary>
    /// <exception cref="EngineException">The first connection failed; what is here can be continued.</exception>
    public async Task BringAsync()
    {
        try
        {
            while (true)
            {
                if (_plan.Take(_divisible && _partial.Length is not null ? Sharers() : 1) is { } segment)
                {
                    await BringAsync(segment, leads: true, _cancellationToken).ConfigureAwait(false);
                }
                else if (_plan.Left == 0)
                {
                    return;
                }
                else
                {
                    await _helpers.EndedAsync(_cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (EngineException failure)
        {
            // Whatever it was, the next attempt asks Figshare anew.
            _link.Invalidate(_link.Current);
            if (failure.ErrorId is FigshareErrorId.RateLimited or FigshareErrorId.ServerError)
            {
                _means.Governor.Refused();
            }

            throw;
        }
    }

    /// <summary>Waits until all that came is hashed; no connection is needed for it.</summary>
    public Task CompleteAsync()
    {
        _means.Governor.Leave(this);
        return _hash.CompleteAsync();
    }

    /// <inheritdoc/>
    public void Grow() => _helpers.Grow(HelpAsync);

    /// <inheritdoc/>
    public void Shrink() => _helpers.Shrink();

    public async ValueTask DisposeAsync()
    {
        _means.Governor.Leave(this);
        await StopAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    /// <summary>A file that is said to be empty is asked for like one of which nothing is known: it may not be.</summary>
    private SegmentPlan NewPlan() => new(
        _partial.Length is { } length and > 0 ? _partial.MissingOf(length) : [(_partial.Front, Segment.Unknown)],
        _means.Options.Clock);

    private async Task HelpAsync()
    {
        try
        {
            _partial.BeginRanges();
            _hash.Follow();
            while (!_helpers.Leaves() && _divisible && _plan.Take(Connections) is { } segment)
            {
                await BringAsync(segment, leads: false, _stop.Token).ConfigureAwait(false);
            }
        }
        catch (EngineException failure)
        {
            _log.Verbose($"one connection less: {failure.Cause}");
            if (failure.ErrorId is FigshareErrorId.RateLimited or FigshareErrorId.ServerError)
            {
                _means.Governor.Refused();
            }
            else if (_divisible)
            {
                _means.Governor.Lost();
            }
        }
        catch (IOException)
        {
            // The disk's troubles are the first connection's to tell: it meets them too.
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The plate ends, in whichever way.
        }
    }

    /// <summary>Connections that share the plate, or will as soon as the first one has an answer.</summary>
    private int Sharers() => _joined ? Connections : Math.Max(Connections, _means.Options.SegmentCount ?? 1);

    private async Task BringAsync(Segment segment, bool leads, CancellationToken cancellationToken)
    {
        var plan = _plan;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, segment.Abandoned);
        try
        {
            if (leads && Connections == 1)
            {
                _progress.Begin(PlateActivity.Asking, _partial.Total, _partial.Length);
            }

            var wanted = PartOf(segment);
            using var body = await _means.Source.OpenAsync(wanted, _link, _log, stop.Token).ConfigureAwait(false);
            if (body is null)
            {
                plan.EndAt(segment, segment.Position);
                return;
            }

            _checks.RequireExpectedLength(body);
            if (await IsOtherFileAsync(body, wanted, leads).ConfigureAwait(false))
            {
                plan = _plan;
                segment = plan.Take(connections: 1)!;
            }

            var length = body.Total ?? _partial.Length;
            plan.EndAt(segment, length ?? Segment.Unknown);
            if (leads)
            {
                _partial.Describe(length, body.ETag);
                Join();
                _progress.Begin(PlateActivity.Fetching, _partial.Total, _partial.Length);
            }

            var copy = new SegmentCopy(_plate, _checks, _partial, _hash, _means, _progress, stop.Token);
            await copy.RunAsync(body, segment, leads).ConfigureAwait(false);
            if (segment.End == Segment.Unknown)
            {
                plan.EndAt(segment, segment.Position);
            }
            else if (segment.Left > 0)
            {
                throw new EngineException(FailureKind.Transient, FigshareErrorId.ConnectionFailed,
                    $"{body.Host} ended after {segment.Position} of {length} bytes", "run it again to continue");
            }
        }
        catch (OperationCanceledException) when (
            segment.Abandoned.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // Another connection brings the rest of it.
        }
        finally
        {
            plan.Return(segment);
        }
    }

    private PlateRangeRequest PartOf(Segment segment)
    {
        var end = segment.End == _partial.Length ? ByteRange.UnknownEnd : segment.End;
        return new PlateRangeRequest(
            _plate, segment.Position > 0 || end != ByteRange.UnknownEnd ? new ByteRange(segment.Position, end) : null,
            _partial.ETag, _partial.Length);
    }

    /// <summary>
    /// Whether the answer is not the part that was asked for. The first connection then begins anew, with the whole that it
    /// is sent, or with the next attempt; a helper is of no use.
    /// </summary>
    private async Task<bool> IsOtherFileAsync(PlateBody body, PlateRangeRequest wanted, bool leads)
    {
        var isWhole = !body.IsRange && wanted.Range is not null;
        var isOther = (body.ETag is not null && _partial.ETag is not null && body.ETag != _partial.ETag)
            || (body.Total is not null && _partial.Length is not null && body.Total != _partial.Length);
        if (!isWhole && !isOther)
        {
            return false;
        }

        var failure = new EngineException(FailureKind.Transient, FigshareErrorId.UnexpectedAnswer,
            isWhole ? $"{body.Host} sends the whole file instead of a part" : "the file on the server has changed", "run it again");
        _divisible = false;
        if (!leads)
        {
            throw failure;
        }

        if (_partial.Total > 0)
        {
            _log.Verbose($"{failure.Cause}: from the start");
        }

        await StartOverAsync().ConfigureAwait(false);
        return body.IsRange ? throw failure : true;
    }

    private void Join()
    {
        if (!_joined && _divisible && _partial.Length is not null && _means.Options.SegmentCount != 1)
        {
            _joined = true;
            _means.Governor.Join(this);
        }
    }

    private async Task StartOverAsync()
    {
        await StopAsync().ConfigureAwait(false);
        _stop.Dispose();
        _stop = CancellationTokenSource.CreateLinkedTokenSource(_cancellationToken);
        await _partial.StartOverAsync().ConfigureAwait(false);
        if (_md5 is not null)
        {
            await _md5.ResetAsync().ConfigureAwait(false);
        }

        _hash = new PrefixHasher(_md5, _partial, 0, _stop.Token);
        _plan = NewPlan();
        _helpers.Restart();
    }

    /// <summary>Ends all that goes on beside the first connection.</summary>
    private async Task StopAsync()
    {
        _stop.Cancel();
        try
        {
            await _helpers.StopAsync().ConfigureAwait(false);
        }
        finally
        {
            try
            {
                await _hash.CompleteAsync().ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                // It had not come to the end.
            }
        }
    }
}
