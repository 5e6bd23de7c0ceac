using System;

namespace FigshareTools.Runs;

/// <summary>Raises what happens to one plate as events of its run, and shows its waits in its progress.</summary>
internal sealed class PlateLog(PlateProgress progress, Action<PlateEvent> onEvent) : IRunLog
{
    public void Report(WorkEvent workEvent)
    {
        switch (workEvent)
        {
            case WorkEvent.Waiting wait:
                if (progress.Wait is { } shown && wait.IsLike(shown.Cause.Host, shown.Until))
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
}
