using System.Collections.Concurrent;
using System.Threading;

namespace FigshareTools.Pipeline;

/// <summary>Queues messages for the pipeline thread.</summary>
internal sealed class PipelineLog(BlockingCollection<PipelineItem> items, CancellationToken cancellationToken) : IRunLog
{
    public void Verbose(string message) => Add(new PipelineItem.Verbose(PrintableText.Of(message)));

    public void Warning(string message) => Add(new PipelineItem.Warning(PrintableText.Of(message)));

    /// <summary>Queues an item; waits while the queue is full.</summary>
    public void Add(PipelineItem item) => items.Add(item, cancellationToken);
}
