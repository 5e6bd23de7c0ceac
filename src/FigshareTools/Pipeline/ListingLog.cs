using System.Management.Automation;
using FigshareTools.Manifests;

namespace FigshareTools.Pipeline;

/// <summary>Queues the messages and the progress of one listing for the pipeline thread.</summary>
/// <param name="subject">The item that is listed.</param>
/// <param name="log">The queue.</param>
internal sealed class ListingLog(string subject, PipelineLog log) : IListingLog
{
    private const int ActivityId = 0x46494743;

    public void Report(WorkEvent workEvent) => log.Report(workEvent);

    public void Warning(string message) => log.Warning(message);

    public void ReportArticles(int listed, int total) => log.Add(new PipelineItem.Progress(
        new ProgressRecord(ActivityId, PrintableText.Of(subject), $"{listed} of {total} articles")
        {
            PercentComplete = total > 0 ? (int)(listed * 100L / total) : -1,
            RecordType = listed == total ? ProgressRecordType.Completed : ProgressRecordType.Processing,
        }));
}
