using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using FigshareTools.Runs;
using FigshareTools.Views;

namespace FigshareTools.Pipeline;

/// <summary>
/// Shows one progress bar for the run and one for each plate in flight. PowerShell redraws at most every 200 ms and
/// shows the last records, so each tick sends all bars. Every bar is closed explicitly, children first.
/// </summary>
internal sealed class RunProgressBars(Cmdlet cmdlet, TimeProvider clock, string title)
{
    private const int RunId = 0x46494753;
    private const int MaximumBars = 16;
    private const int Unknown = -1;
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(200);

    private readonly long _started = clock.GetTimestamp();
    private readonly SortedSet<int> _open = [];
    private long _lastTick;
    private bool _isShown;

    /// <summary>Shows the progress of the run, unless the last bars are younger than a tick.</summary>
    public void Tick(PlateRun run)
    {
        if (_isShown && clock.GetElapsedTime(_lastTick) < s_tick)
        {
            return;
        }

        _lastTick = clock.GetTimestamp();
        _isShown = true;
        var progress = run.Progress();
        cmdlet.WriteProgress(RunRecord(progress));
        // Plates that are still downloaded come first: the others wait, or are only to be verified.
        var plates = progress.InFlight.OrderBy(plate => plate.IsDownloaded || plate.Wait is not null).Take(MaximumBars).ToArray();
        foreach (var plate in plates)
        {
            cmdlet.WriteProgress(PlateRecord(plate));
        }

        var ended = _open.Except(plates.Select(plate => plate.Index)).ToArray();
        _open.UnionWith(plates.Select(plate => plate.Index));
        foreach (var index in ended)
        {
            ClosePlate(index);
        }
    }

    /// <summary>Closes all bars.</summary>
    public void Close()
    {
        foreach (var index in _open.ToArray())
        {
            ClosePlate(index);
        }

        if (_isShown)
        {
            cmdlet.WriteProgress(
                new ProgressRecord(RunId, title, "Done") { RecordType = ProgressRecordType.Completed });
        }
    }

    private void ClosePlate(int index)
    {
        _open.Remove(index);
        cmdlet.WriteProgress(new ProgressRecord(RunId + 1 + index, "Plate", "Done")
        {
            ParentActivityId = RunId,
            RecordType = ProgressRecordType.Completed,
        });
    }

    private ProgressRecord RunRecord(RunProgress progress)
    {
        var elapsed = clock.GetElapsedTime(_started);
        var estimate = RunEstimate.Of(progress, elapsed);
        return new ProgressRecord(
            RunId, title,
            $"{progress.Ended} of {(progress.IsComplete ? "" : "at least ")}{progress.Plates} plates, {BytesOf(progress)}, "
            + $"{Cells.Bytes((long)RunEstimate.RateOf(progress, elapsed))}/s")
        {
            PercentComplete = estimate.Percent ?? Unknown,
            SecondsRemaining = (int?)estimate.Remaining?.TotalSeconds ?? Unknown,
        };
    }

    private static string BytesOf(RunProgress progress)
    {
        var done = Cells.Bytes(progress.DoneBytes);
        var total = Cells.Bytes(Math.Max(progress.TotalBytes, progress.DoneBytes));
        return progress.KnownLengths == 0 ? done
            : progress.KnownLengths < progress.Plates
                ? $"{done} of {total} ({progress.KnownLengths} of {progress.Plates} lengths known)"
                : $"{done} of {total}";
    }

    private ProgressRecord PlateRecord(PlateProgress plate)
    {
        var verb = plate.Activity switch
        {
            PlateActivity.Checking => "checking ",
            PlateActivity.Asking => "requesting, ",
            PlateActivity.Querying => "checking the database, ",
            _ => "",
        };
        var of = plate.Length is { } length ? $" of {Cells.Bytes(length)}" : "";
        var status = plate.Wait is { } wait
            ? PrintableText.Of(WaitText.Of(wait.Until - clock.GetLocalNow(), wait.Cause))
            : $"{verb}{Cells.Bytes(plate.Done)}{of}";
        return new ProgressRecord(RunId + 1 + plate.Index, plate.Label, status)
        {
            ParentActivityId = RunId,
            PercentComplete = Percent(plate.Done, plate.Length ?? 0),
        };
    }

    private static int Percent(long done, long of) => of > 0 ? (int)Math.Min(100, done * 100.0 / of) : Unknown;
}
