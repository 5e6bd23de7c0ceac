using System;

namespace FigshareTools.Runs;

/// <summary>Raises what happens to one plate as events of its run, and shows its waits in its progress.</summary>
internal sealed class PlateLog(PlateProgress progress, Action<PlateEvent> onEvent) : IRunLog
{
    // A wait that is decided again has the same end, except for the time that the decision takes.
    private static readonly TimeSpan s_sameTime = TimeSpan.FromSeconds(1);

    public void Report(WorkEvent workEvent)
    {
        switch (workEvent)
        {
            case WorkEvent.Waiting wait:
                if (IsSame(progress.Wait, wait))
                {
                    return;
                }

                progress.SetWait(new PlateWait(wait.Until, wait.Cause));
                break;

            case WorkEvent.Retrying retry:
                progress.SetWait(new PlateWait(retry.Until, retry.Cause));
                break;

            case WorkEvent.WaitEnded:
                progress.SetWait(null);
                break;
        }

        onEvent(new PlateEvent.Reported(progress.Plate, workEvent) { Number = progress.Number, Bytes = progress.Kept });
    }

    public void Warning(string message) => onEvent(
        new PlateEvent.Warning(PrintableText.Of($"{progress.Plate}: {message}")) { Number = progress.Number });

    private static bool IsSame(PlateWait? shown, WorkEvent.Waiting wait) =>
        shown?.Cause.Host == wait.Cause.Host && shown is not null && (shown.Until - wait.Until).Duration() < s_sameTime;
}
