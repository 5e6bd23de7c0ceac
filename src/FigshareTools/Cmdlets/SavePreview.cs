using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using System.Threading;
using FigshareTools.Pipeline;
using FigshareTools.Transfer;
using FigshareTools.Views;

namespace FigshareTools.Cmdlets;

/// <summary>
/// Shows what Save-FigsharePlate would do: a line for each plate, and the sums. Everything passes ShouldProcess, which writes
/// "What if: ...".
/// </summary>
internal sealed class SavePreview(Cmdlet cmdlet, SaveOptions options) : IDisposable
{
    private static readonly SaveAction[] s_actions =
        [SaveAction.Save, SaveAction.Resume, SaveAction.Replace, SaveAction.Compare, SaveAction.Skip];

    private readonly SavePlanner _planner = new(options);
    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>Shows what would be done with a plate.</summary>
    /// <exception cref="FigshareException">A run would refuse the row.</exception>
    public void Show(FigsharePlate plate) => PipelineStream.Write(
        cmdlet, (items, cancellationToken) => PlanAsync(plate, items, cancellationToken),
        planned => new Preview(planned.Plate.ToString(), ActionOf(planned)), _cancellation.Token);

    /// <summary>Shows the sums, and whether the plates fit on the disk.</summary>
    public void ShowSums()
    {
        if (_planner.Plan is not { Plates: > 0 } plan)
        {
            return;
        }

        var counts = s_actions
            .Where(action => plan.Count(action) > 0)
            .Select(action => $"{action.ToString().ToLowerInvariant()} {plan.Count(action)}");
        var unknown = plan.UnknownLengths > 0
            ? $" and the {plan.UnknownLengths} whose length is not known" : "";
        var space = _planner.UsableBytes() is { } usable
            ? $"{Cells.Bytes(Math.Max(0, usable))} free{(plan.DownloadBytes > usable ? ", which is not enough" : "")}"
            : "the free space is not known";
        cmdlet.ShouldProcess(
            PrintableText.Of($"{plan.Plates} {(plan.Plates == 1 ? "plate" : "plates")} to '{options.Destination}'"),
            $"Sum: {string.Join(", ", counts)}; download {Cells.Bytes(plan.DownloadBytes)}{unknown}; {space}");
    }

    /// <summary>Cancels the requests. It is called from another thread.</summary>
    public void Stop() => _cancellation.Cancel();

    public void Dispose()
    {
        _planner.Dispose();
        _cancellation.Dispose();
    }

    private async IAsyncEnumerable<PlannedPlate> PlanAsync(
        FigsharePlate plate, BlockingCollection<PipelineItem> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return await _planner.PlanAsync(
                plate, new PipelineLog(plate.ToString(), items, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
    }

    private string ActionOf(PlannedPlate planned)
    {
        var (plate, target) = (planned.Plate, planned.Target);
        var path = planned.Path is null ? $"'{options.Destination}' under the name that Figshare gives" : $"'{planned.Path}'";
        var size = plate.Length is { } length ? Cells.Bytes(length) : "an unknown number of bytes";
        var existing = Cells.Bytes(target.ExistingBytes ?? 0);
        var resumed = target.ResumableBytes > 0 ? $", resumed from {Cells.Bytes(target.ResumableBytes)}" : "";
        return PrintableText.Of(planned.Action switch
        {
            SaveAction.Resume => $"Resume from {Cells.Bytes(target.ResumableBytes)} of {size} to {path}",
            SaveAction.Replace => $"Replace {path} ({existing}) by {size}{resumed}",
            SaveAction.Skip => $"Skip {path}, which is there ({existing})",
            SaveAction.Compare when plate.Length is null =>
                $"Skip {path} ({existing}) if the storage states this length, else replace it",
            SaveAction.Compare => $"Compare the MD5 of {path} ({existing}), then skip or replace it",
            _ => $"Save {size} to {path}",
        });
    }

    private sealed record Preview(string Target, string Action) : PipelineItem
    {
        public override void WriteTo(Cmdlet cmdlet) => cmdlet.ShouldProcess(Target, Action);
    }
}
