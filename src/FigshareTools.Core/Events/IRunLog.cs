namespace FigshareTools;

/// <summary>Receives what happens to a plate or an item while it is worked on, from any thread.</summary>
public interface IRunLog
{
    /// <summary>Records an event, such as a retry or a wait.</summary>
    /// <param name="workEvent">The event. Never contains a secret.</param>
    void Report(WorkEvent workEvent);

    /// <summary>Records that less was done or verified than was asked for, while the rest continues.</summary>
    /// <param name="message">The cause and the remedy. Never contains a secret.</param>
    void Warning(string message);
}

/// <summary>Short forms of what is reported most.</summary>
public static class RunLogExtensions
{
    /// <summary>Records a decision, such as a skipped file. It is shown with <c>-Verbose</c>.</summary>
    /// <param name="log">The log.</param>
    /// <param name="message">The decision and its reason. Never contains a secret.</param>
    public static void Verbose(this IRunLog log, string message) => log.Report(new WorkEvent.Decision(message));
}
