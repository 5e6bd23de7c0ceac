using System.Management.Automation;

namespace FigshareTools.Pipeline;

/// <summary>What a worker has for the pipeline; only the pipeline thread may write it.</summary>
internal abstract record PipelineItem
{
    public abstract void WriteTo(Cmdlet cmdlet);

    public sealed record Output(object Value) : PipelineItem
    {
        public override void WriteTo(Cmdlet cmdlet) => cmdlet.WriteObject(Value);
    }

    public sealed record Error(ErrorRecord Record) : PipelineItem
    {
        public override void WriteTo(Cmdlet cmdlet) => cmdlet.WriteError(Record);
    }

    public sealed record Warning(string Text) : PipelineItem
    {
        public override void WriteTo(Cmdlet cmdlet) => cmdlet.WriteWarning(Text);
    }

    public sealed record Progress(ProgressRecord Record) : PipelineItem
    {
        public override void WriteTo(Cmdlet cmdlet) => cmdlet.WriteProgress(Record);
    }

    public sealed record Verbose(string Text) : PipelineItem
    {
        public override void WriteTo(Cmdlet cmdlet) => cmdlet.WriteVerbose(Text);
    }
}
