using System;
using System.Collections.Generic;
using System.Linq;

namespace FigshareTools.Runs;

/// <summary>Adds up the progress of a run's plates.</summary>
internal sealed class RunProgressTracker
{
    private readonly object _lock = new();
    private readonly List<PlateProgress?> _inFlight = [];
    private RunProgress _totals = new(0, 0, 0, 0, 0, 0, []);

    /// <summary>Called on the worker's thread whenever a plate has made progress. To be set before a plate is added.</summary>
    public Action? OnChanged { get; set; }

    /// <summary>Counts a plate that was queued.</summary>
    /// <returns>The number of the plate, from 1.</returns>
    public long Add(FigsharePlate plate)
    {
        lock (_lock)
        {
            _totals = _totals with
            {
                Plates = _totals.Plates + 1,
                KnownLengths = _totals.KnownLengths + (plate.Length is null ? 0 : 1),
                TotalBytes = _totals.TotalBytes + (plate.Length ?? 0),
            };
            return _totals.Plates;
        }
    }

    /// <summary>Starts to track a plate.</summary>
    /// <param name="plate">The plate.</param>
    /// <param name="number">The number that <see cref="Add"/> gave it.</param>
    public PlateProgress Start(FigsharePlate plate, long number)
    {
        lock (_lock)
        {
            var index = _inFlight.IndexOf(null);
            if (index < 0)
            {
                index = _inFlight.Count;
                _inFlight.Add(null);
            }

            return _inFlight[index] = new PlateProgress(plate, index, OnChanged) { Number = number };
        }
    }

    /// <summary>Moves a plate that has ended to the totals.</summary>
    /// <param name="progress">The plate's progress.</param>
    /// <param name="bytes">The length of its file on disk.</param>
    public void End(PlateProgress progress, long bytes)
    {
        lock (_lock)
        {
            _inFlight[progress.Index] = null;
            _totals = _totals with
            {
                Ended = _totals.Ended + 1,
                DoneBytes = _totals.DoneBytes + bytes,
                KnownLengths = _totals.KnownLengths + (progress.Plate.Length is null ? 1 : 0),
                // The file's real length replaces the length in the row.
                TotalBytes = _totals.TotalBytes + bytes - (progress.Plate.Length ?? 0),
                DownloadedBytes = _totals.DownloadedBytes + progress.Downloaded,
            };
        }
    }

    /// <summary>The progress now.</summary>
    public RunProgress Current()
    {
        lock (_lock)
        {
            var progress = _totals with { InFlight = [.. _inFlight.OfType<PlateProgress>()] };
            foreach (var plate in progress.InFlight)
            {
                progress = progress with
                {
                    KnownLengths = progress.KnownLengths + (plate.Plate.Length is null && plate.Length is not null ? 1 : 0),
                    DoneBytes = progress.DoneBytes + plate.Counted,
                    TotalBytes = progress.TotalBytes + (plate.Plate.Length is null ? plate.Length ?? 0 : 0),
                    DownloadedBytes = progress.DownloadedBytes + plate.Downloaded,
                };
            }

            return progress;
        }
    }
}
