using System;

namespace FigshareTools.Runs;

/// <summary>Raises the messages about one plate as events of its run.</summary>
internal sealed class PlateLog(FigsharePlate plate, Action<PlateEvent> onEvent) : IRunLog
{
    public void Verbose(string message) => onEvent(new PlateEvent.Verbose(PrintableText.Of($"{plate}: {message}")));

    public void Warning(string message) => onEvent(new PlateEvent.Warning(PrintableText.Of($"{plate}: {message}")));
}
