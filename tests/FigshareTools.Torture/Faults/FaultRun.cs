using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Torture.Plates;
using FigshareTools.Torture.Saving;

namespace FigshareTools.Torture.Faults;

/// <summary>Runs one schedule: a run with faults, then a run without, and what must hold during and after them.</summary>
/// <param name="rig">The simulator and the clock.</param>
/// <param name="schedule">The schedule.</param>
/// <param name="folder">The destination, which exists and is empty.</param>
internal sealed class FaultRun(FaultRig rig, FaultSchedule schedule, string folder)
{
    // In real time, on a machine that does other work as well.
    private static readonly TimeSpan s_timeLimit = TimeSpan.FromSeconds(90);

    private readonly List<string> _violations = [];

    private readonly List<FaultedPlate> _plates =
        [.. schedule.Plates.Select(plate => new FaultedPlate(plate, [.. schedule.FaultsOf(plate)]))];

    /// <summary>The bytes of plates that both runs asked for.</summary>
    public long Bytes { get; private set; }

    /// <summary>Runs the schedule and returns the promises that did not hold.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken)
    {
        using var watch = new FolderWatch(folder, _plates.Where(plate => plate.MustBeExact).Select(plate => plate.Plate));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_timeLimit);
        try
        {
            rig.Prepare(schedule);
            using var first = await SaveAsync(limit.Token);
            CheckFaultyRun(first);
            var partials = _plates.ToDictionary(plate => plate, plate => Leftovers.PartialBytes(folder, plate.Plate));
            await rig.Figshare.Log.WaitForNoBodiesAsync(limit.Token);
            Bytes = rig.Figshare.Log.BodyBytesSent();

            rig.Reset();
            using var second = await SaveAsync(limit.Token);
            CheckCleanRun(second, first, partials);
            Bytes += rig.Figshare.Log.BodyBytesSent();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            _violations.Add($"the run did not end within {s_timeLimit.TotalSeconds:0} s");
        }

        return [.. _violations, .. watch.FindDifferences()];
    }

    private Task<PlateOutcomes> SaveAsync(CancellationToken cancellationToken) =>
        Saver.SaveAsync(rig.OptionsOf(schedule, folder), schedule.Plates, cancellationToken);

    private void CheckFaultyRun(PlateOutcomes outcomes)
    {
        foreach (var plate in _plates)
        {
            CheckOutcome(plate, outcomes, mustSucceed: plate.MustSurvive);
            var sent = rig.Figshare.Log.BodyBytesSent(plate.Plate.Row.FileId);
            Require(sent <= plate.MaximumBytes, plate, $"{sent} bytes were asked for");
        }

        CheckLeftovers(outcomes);
    }

    private void CheckCleanRun(
        PlateOutcomes outcomes, PlateOutcomes before, Dictionary<FaultedPlate, long> partialBytes)
    {
        foreach (var plate in _plates)
        {
            CheckOutcome(plate, outcomes, mustSucceed: !plate.LooksRefused);
            var fileId = plate.Plate.Row.FileId;
            var sent = rig.Figshare.Log.BodyBytesSent(fileId);
            if (before.ResultsOf(fileId) is [_])
            {
                // Without a length in the row, the storage is asked for the first byte to learn it.
                Require(sent <= 1 || !plate.MustBeExact, plate, $"it was complete, and {sent} bytes were asked for again");
            }
            else
            {
                var maximum = plate.MaximumBytesAfterFailure(partialBytes[plate], schedule.SegmentCount);
                Require(sent <= maximum, plate,
                    $"{sent} bytes were asked for after a failure that left {partialBytes[plate]}, at most {maximum} expected");
            }
        }

        CheckLeftovers(outcomes);
    }

    private void CheckOutcome(FaultedPlate plate, PlateOutcomes outcomes, bool mustSucceed)
    {
        var fileId = plate.Plate.Row.FileId;
        var (results, failures) = (outcomes.ResultsOf(fileId), outcomes.FailuresOf(fileId));
        Require(results.Count + failures.Count == 1, plate, $"it has {results.Count} results and {failures.Count} errors");
        foreach (var failure in failures)
        {
            Require(!mustSucceed, plate, $"it failed although its faults can be survived: {failure.Error.Message}");
            Require(plate.IsOwnCause(failure.Error), plate, $"{failure.Error.ErrorId} is no fault of its own: {failure.Error.Message}");
        }

        foreach (var result in results)
        {
            CheckResult(plate, result);
        }
    }

    private void CheckResult(FaultedPlate plate, PlateResult result)
    {
        var path = Path.Combine(folder, plate.Plate.Name);
        Require(File.Exists(path), plate, "it has a result and no file");
        var difference = plate.Plate.FindDifference(path);
        Require(difference is null || !plate.MustBeExact, plate, $"it has a result, and {difference}");
        Require(difference is null || result.Verified != VerificationLevel.Md5, plate, $"it is verified by MD5, and {difference}");
        Require(result.Verified == VerificationLevel.None || new FileInfo(path).Length == plate.Plate.Content.Length, plate,
            $"it is verified by {result.Verified}, and {difference}");
    }

    private void CheckLeftovers(PlateOutcomes outcomes)
    {
        var leftovers = Leftovers.In(folder, schedule.Plates).ToList();
        if (outcomes.Failures.Count == 0 && leftovers.Count > 0)
        {
            _violations.Add($"all plates ended well, and there is {string.Join(", ", leftovers)}");
        }
    }

    private void Require(bool condition, FaultedPlate plate, string violation)
    {
        if (!condition)
        {
            _violations.Add($"{plate.Plate.Row.Plate}: {violation}");
        }
    }
}
