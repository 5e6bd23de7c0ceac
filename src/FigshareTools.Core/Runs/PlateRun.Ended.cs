namespace FigshareTools.Runs;

/// <content>Plates that end when they are added, and the event of one that fails.</content>
public abstract partial class PlateRun
{
    /// <summary>Raises the events of a plate that needs no work, on the thread that adds it.</summary>
    private void End(FigsharePlate plate, long number, EndedPlate ended, object? row)
    {
        var progress = _tracker.Start(plate, number);
        _onEvent(new PlateEvent.Started(plate) { Number = number });
        new PlateLog(progress, _onEvent).Report(ended.Reason);
        _onEvent(new PlateEvent.Completed(plate, ended.Outcome.Result) { Number = number, Row = row });
        _tracker.End(progress, ended.Outcome.Bytes);
    }

    private static PlateEvent.Failed FailureOf(PlateProgress progress, FigshareException error, object? row) =>
        new(progress.Plate, error)
        {
            Row = row,
            Number = progress.Number,
            Path = progress.Path,
            Bytes = progress.KeptBytes ?? progress.Kept,
            Length = progress.Length ?? progress.Plate.Length,
        };
}
