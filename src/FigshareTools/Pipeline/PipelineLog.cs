using System.Collections.Concurrent;
using System.Management.Automation;
using System.Threading;

namespace FigshareTools.Pipeline;

/// <summary>Queues messages and waits for the pipeline thread.</summary>
/// <param name="subject">What is asked for: the beginning of messages, and the title of the progress bar while it waits.</param>
/// <param name="items">The queue.</param>
/// <param name="cancellationToken">Ends the waiting for room in the queue.</param>
internal sealed class PipelineLog(
    string subject, BlockingCollection<PipelineItem> items, CancellationToken cancellationToken) : IRunLog
{
    private const int WaitId = 0x46494745;

    private bool _isWaiting;

    public void Report(WorkEvent workEvent)
    {
        if (workEvent.Describe() is { Length: > 0 } text)
        {
            Add(new PipelineItem.Verbose(PrintableText.Of($"{subject}: {text}")));
        }

        switch (workEvent)
        {
            case WorkEvent.Waiting wait:
                ShowWait(WaitText.Of(wait.Delay, wait.Cause));
                break;
            case WorkEvent.Retrying retry:
                ShowWait(WaitText.Of(retry.Delay, retry.Cause));
                break;
            case WorkEvent.WaitEnded when _isWaiting:
                _isWaiting = false;
                Add(new PipelineItem.Progress(Record("done", ProgressRecordType.Completed)));
                break;
        }
    }

    public void Warning(string message) => Add(new PipelineItem.Warning(PrintableText.Of(message)));

    /// <summary>Queues an item; waits while the queue is full.</summary>
    public void Add(PipelineItem item) => items.Add(item, cancellationToken);

    private void ShowWait(string text)
    {
        _isWaiting = true;
        Add(new PipelineItem.Progress(Record(PrintableText.Of(text), ProgressRecordType.Processing)));
    }

    private ProgressRecord Record(string status, ProgressRecordType type) =>
        new(WaitId, PrintableText.Of(subject), status) { RecordType = type };
}
