using System;
using FigshareTools.Http;

namespace FigshareTools.Runs;

/// <summary>Raises the messages about one plate as events of its run, and shows its waits in its progress.</summary>
internal sealed class PlateLog(PlateProgress progress, Action<PlateEvent> onEvent) : IRunLog, IWaitLog
{
    public void Verbose(string message) =>
        onEvent(new PlateEvent.Verbose(PrintableText.Of($"{progress.Plate}: {message}")));

    public void Warning(string message) =>
        onEvent(new PlateEvent.Warning(PrintableText.Of($"{progress.Plate}: {message}")));

    public void BeginWait(string host, DateTimeOffset until) => progress.SetWait(new PlateWait(host, until));

    public void EndWait() => progress.SetWait(null);
}
