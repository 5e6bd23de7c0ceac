using System.Management.Automation;

namespace FigshareTools.Pipeline;

/// <summary>The bar of something that is gone through one by one.</summary>
internal sealed class CountProgress(string activity)
{
    private const int Id = 0x46494743;

    public PipelineItem At(int done, int of) => new PipelineItem.Progress(
        new ProgressRecord(Id, activity, $"{done} of {of} articles")
        {
            PercentComplete = of > 0 ? (int)(done * 100L / of) : -1,
            RecordType = done == of ? ProgressRecordType.Completed : ProgressRecordType.Processing,
        });
}
