using System.Management.Automation;

namespace FigshareTools.Pipeline;

/// <summary>An item that another thread has for the pipeline. Only the pipeline thread may write it.</summary>
internal abstract record PipelineItem
{
    /// <summary>Writes the item to the pipeline of a cmdlet.</summary>
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
