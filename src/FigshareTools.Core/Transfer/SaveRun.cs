using System;
using System.Threading.Tasks;
using FigshareTools.Http;
using FigshareTools.Runs;

namespace FigshareTools.Transfer;

/// <summary>A run that saves plates. Each plate gives a <see cref="PlateResult"/>.</summary>
public sealed class SaveRun : PlateRun
{
    private readonly FigshareHttp _http;
    private readonly PlateDownloader _downloader;
    private readonly RedirectsAhead _redirects;
    private readonly BandwidthTimetable? _timetable;
    private readonly Deadline? _deadline;

    /// <summary>Creates a run. It starts with the first plate.</summary>
    /// <param name="options">How plates are saved.</param>
    /// <param name="onEvent">Called for each event, on any thread.</param>
    public SaveRun(SaveOptions options, Action<PlateEvent> onEvent)
        : this(options, onEvent, ApiRateLimiter.For(options.Pace, options.Clock))
    {
    }

    internal SaveRun(SaveOptions options, Action<PlateEvent> onEvent, ApiRateLimiter limiter)
        : base(options.ThrottleLimit, onEvent)
    {
        _http = new FigshareHttp(options.ConnectionTimeout, options.Clock, options.Proxy);
        _downloader = PlateDownloader.Create(options, _http, limiter);
        _redirects = new RedirectsAhead(
            options.ThrottleLimit, options.Clock, () => _downloader.CanRequestAhead, RequestAhead);
        _timetable = options.BandwidthSchedule is { } schedule
            ? new BandwidthTimetable(schedule, options.MaximumBytesPerSecond, options.Clock, period =>
            {
                _downloader.ChangeBandwidth(period.BytesPerSecond);
                onEvent(new PlateEvent.LimitChanged(period.BytesPerSecond));
            })
            : null;
        _deadline = options.StopAt is { } time
            ? new Deadline(time, options.Clock, () => EndEarly((plate, progress) => Deadline.ErrorFor(
                plate, TimeZoneInfo.ConvertTime(time, options.Clock.LocalTimeZone), progress?.KeptBytes,
                progress?.Length ?? plate.Length)))
            : null;
    }

    /// <summary>Queues a plate, unless the queue is full.</summary>
    /// <param name="plate">The plate.</param>
    /// <param name="row">What the caller wants back with the plate's event; null for nothing.</param>
    /// <returns>Whether the plate is queued, or has ended.</returns>
    public bool TryAdd(FigsharePlate plate, object? row = null) => TryAdd(plate, row, () => Prepare(plate));

    private PreparedPlate Prepare(FigsharePlate plate)
    {
        // Names are claimed in the order of the rows: of two plates with the same name, the second one is refused.
        var claim = _downloader.Claim(plate);
        if (_downloader.FindPresent(plate, claim) is { } present)
        {
            return new(null, new EndedPlate(new(present, present.Length), new WorkEvent.Skipped(claim.Target.Path!)));
        }

        var queued = _redirects.Add(plate, claim);
        return new(async context =>
        {
            _redirects.Start(queued);
            try
            {
                var result = await _downloader.SaveAsync(context, claim).ConfigureAwait(false);
                return new PlateOutcome(result, result.Length);
            }
            finally
            {
                _redirects.End();
            }
        });
    }

    private void RequestAhead(QueuedDownload plate) => StartAhead(cancellationToken => plate.HasStarted
        ? Task.CompletedTask
        : _downloader.RequestAheadAsync(plate.Row, plate.Claim, cancellationToken));

    private protected override void OnInitialBatchComplete() => _downloader.CloseInitialBatch();

    private protected override void OnDisposed()
    {
        _timetable?.Dispose();
        _deadline?.Dispose();
        _http.Dispose();
        _downloader.Dispose();
    }
}
