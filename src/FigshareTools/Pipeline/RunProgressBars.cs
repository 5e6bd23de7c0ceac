using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using FigshareTools.Runs;
using FigshareTools.Views;

namespace FigshareTools.Pipeline;

/// <summary>
/// One bar for the run and one for each plate in flight. PowerShell redraws at most every 200 ms and shows whatever came
/// last, so a whole picture is sent on each tick, and every bar is closed by name, children first.
/// </summary>
internal sealed class RunProgressBars(Cmdlet cmdlet, TimeProvider clock, string title)
{
    private const int RunId = 0x46494753;
    private const int MaximumBars = 16;
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(200);

    private readonly long _started = clock.GetTimestamp();
    private readonly SortedSet<int> _open = [];
    private long _lastTick;
    private bool _shown;

    public void Tick(PlateRun run)
    {
        if (_shown && clock.GetElapsedTime(_lastTick) < s_tick)
        {
            return;
        }

        _lastTick = clock.GetTimestamp();
        _shown = true;
        var progress = run.Progress();
        cmdlet.WriteProgress(RunRecord(progress));
        // First those that are fetched: the others only wait for their proof.
        var shown = progress.InFlight.OrderBy(plate => plate.IsDownloaded).Take(MaximumBars).ToArray();
        foreach (var plate in shown)
        {
            cmdlet.WriteProgress(PlateRecord(plate));
        }

        var gone = _open.Except(shown.Select(plate => plate.Index)).ToArray();
        _open.UnionWith(shown.Select(plate => plate.Index));
        foreach (var slot in gone)
        {
            CloseSlot(slot);
        }
    }

    public void Close()
    {
        foreach (var slot in _open.ToArray())
        {
            CloseSlot(slot);
        }

        if (_shown)
        {
            cmdlet.WriteProgress(
                new ProgressRecord(RunId, title, "Done") { RecordType = ProgressRecordType.Completed });
        }
    }

    private void CloseSlot(int slot)
    {
        _open.Remove(slot);
        cmdlet.WriteProgress(new ProgressRecord(RunId + 1 + slot, "Plate", "Done")
        {
            ParentActivityId = RunId,
            RecordType = ProgressRecordType.Completed,
        });
    }

    private ProgressRecord RunRecord(RunProgress progress)
    {
        var (done, total) = (progress.DoneBytes, Math.Max(progress.TotalBytes, progress.DoneBytes));
        var seconds = clock.GetElapsedTime(_started).TotalSeconds;
        // What was here before counts as done, but not as speed.
        var rate = seconds > 0 ? progress.DownloadedBytes / seconds : 0;
        var record = new ProgressRecord(
            RunId, title,
            $"{progress.Ended} of {progress.Plates} plates, {Cells.Bytes(done)} of {Cells.Bytes(total)}, "
            + $"{Cells.Bytes((long)rate)}/s")
        {
            PercentComplete = Percent(done, total),
        };
        if (rate > 0 && total > done)
        {
            record.SecondsRemaining = (int)Math.Min((total - done) / rate, int.MaxValue);
        }

        return record;
    }

    private static ProgressRecord PlateRecord(PlateProgress plate)
    {
        var verb = plate.Activity switch
        {
            PlateActivity.Checking => "checking ",
            PlateActivity.Asking => "asking Figshare, ",
            PlateActivity.Querying => "looking through the database, ",
            _ => "",
        };
        var of = plate.Length is { } length ? $" of {Cells.Bytes(length)}" : "";
        return new ProgressRecord(RunId + 1 + plate.Index, plate.Label, $"{verb}{Cells.Bytes(plate.Done)}{of}")
        {
            ParentActivityId = RunId,
            PercentComplete = Percent(plate.Done, plate.Length ?? 0),
        };
    }

    private static int Percent(long done, long of) => of > 0 ? (int)Math.Min(100, done * 100.0 / of) : -1;
}
