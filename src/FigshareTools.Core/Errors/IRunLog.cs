namespace FigshareTools;

/// <summary>Receives messages about a plate or an item while it is worked on, from any thread.</summary>
public interface IRunLog
{
    /// <summary>Records a decision, such as a retry or a skipped file. It is shown with <c>-Verbose</c>.</summary>
    /// <param name="message">The decision and its reason. Never contains a secret.</param>
    void Verbose(string message);

    /// <summary>Records that less was done or verified than was asked for, while the rest continues.</summary>
    /// <param name="message">The cause and the remedy. Never contains a secret.</param>
    void Warning(string message);
}
