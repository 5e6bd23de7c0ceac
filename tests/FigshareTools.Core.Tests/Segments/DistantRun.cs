using System;
using System.Collections.Generic;
using System.Linq;
using FigshareTools.Segments;
using Microsoft.Extensions.Time.Testing;

namespace FigshareTools.Core.Tests.Segments;

/// <summary>
/// A run in virtual time: the governor and the segment plans of its plates, with connections over a <see cref="DistantLine"/>.
/// </summary>
internal sealed class DistantRun
{
    private const int LongestMilliseconds = 100_000;

    private readonly FakeTimeProvider _clock = new();
    private readonly DistantLine _line;
    private readonly ConnectionGovernor _governor;
    private readonly List<Plate> _plates;
    private long _now;

    public DistantRun(DistantLine line, int plates, long length)
    {
        _line = line;
        _governor = new ConnectionGovernor(new GovernorSettings(null, ThrottleLimit: Math.Max(5, plates), 0), _clock);
        _plates = [.. Enumerable.Range(0, plates).Select(_ => new Plate(this, length))];
    }

    /// <summary>The number of requests for segments.</summary>
    public int Requests { get; private set; }

    /// <summary>The largest number of connections at once.</summary>
    public int Connections { get; private set; }

    /// <summary>Downloads all plates.</summary>
    /// <returns>The seconds from the first byte to the last one.</returns>
    public double Download()
    {
        for (var first = -1L; ; _now += DistantLine.Step, _clock.Advance(TimeSpan.FromMilliseconds(DistantLine.Step)))
        {
            Assert.InRange(_now, 0, LongestMilliseconds);
            _plates.ForEach(plate => plate.Continue());
            if (_plates.RemoveAll(plate => plate.IsComplete) > 0 && _plates.Count == 0)
            {
                return (_now - first) / 1000.0;
            }

            var transfers = _plates.SelectMany(plate => plate.Transfers).ToList();
            Connections = Math.Max(Connections, transfers.Count);
            foreach (var (transfer, bytes) in _line.Send(transfers, _now))
            {
                first = first < 0 ? _now : first;
                transfer.Segment.Advance(bytes, _clock.GetTimestamp());
                _governor.BytesReceived(bytes);
            }
        }
    }

    private sealed class Plate : ISegmentedDownload
    {
        private readonly DistantRun _run;
        private readonly SegmentPlan _plan;
        private int _added;
        private int _retiring;
        private bool _hasJoined;

        // The transfer whose connection ends because a spare one has requested the next segment.
        private DistantLine.Transfer? _last;

        public Plate(DistantRun run, long length)
        {
            _run = run;
            _plan = new SegmentPlan([new ByteRange(0, length)], run._clock);
            Request();
        }

        public List<DistantLine.Transfer> Transfers { get; } = [];

        public bool IsComplete => _plan.Remaining == 0 && Transfers.Count == 0;

        public int ActiveConnections => Math.Max(1, Transfers.Count + _added - _retiring);

        public long ShareableBytes => _plan.Remaining;

        public void AddConnection()
        {
            if (_retiring > 0)
            {
                _retiring--;
            }
            else
            {
                _added++;
            }
        }

        public void RemoveConnection() => _retiring = Math.Min(_retiring + 1, ActiveConnections - 1);

        /// <summary>Joins the governor with the first response, and requests segments over connections that have none.</summary>
        public void Continue()
        {
            foreach (var transfer in Transfers.Where(transfer => transfer.Begins == _run._now))
            {
                _run._governor.ResponseArrived(_run._clock.GetElapsedTime(transfer.Segment.Started));
                if (!_hasJoined)
                {
                    _hasJoined = true;
                    _run._governor.Join(this);
                }
            }

            RequestEarly();
            var free = _added;
            _added = 0;
            foreach (var transfer in Transfers.Where(transfer => transfer.Segment.Remaining == 0).ToList())
            {
                Transfers.Remove(transfer);
                _plan.Return(transfer.Segment);
                _run._line.Complete(transfer);
                if (transfer == _last)
                {
                    _last = null;
                }
                else if (_retiring > 0)
                {
                    _retiring--;
                }
                else
                {
                    free++;
                }
            }

            while (free-- > 0 && Request())
            {
            }

            if (IsComplete)
            {
                _run._governor.Leave(this);
            }
        }

        private bool Request() => Send(_plan.Take(Math.Max(1, Transfers.Count + 1), _run._governor.ResponseTime));

        /// <summary>Requests the next segment of a connection whose segment is about to end.</summary>
        private void RequestEarly()
        {
            var responseTime = _run._governor.ResponseTime;
            var last = _last is not null || _retiring > 0 || Transfers.Count < 2 ? null : Transfers.Find(transfer =>
                EarlyRequestPolicy.IsDue(
                    transfer.Segment.Sample(_run._clock.GetElapsedTime(transfer.Segment.Started)), responseTime));
            if (last is not null && Send(_plan.TakeMissing(Transfers.Count, responseTime)))
            {
                _last = last;
            }
        }

        private bool Send(Segment? segment)
        {
            if (segment is null)
            {
                return false;
            }

            Transfers.Add(_run._line.Request(segment, _run._now));
            _run.Requests++;
            return true;
        }
    }
}
