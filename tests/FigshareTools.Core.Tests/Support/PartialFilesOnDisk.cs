using System;
using System.IO;
using System.Linq;
using FigshareTools.Files;
using FigshareTools.PartialFiles;

namespace FigshareTools.Core.Tests.Support;

/// <summary>Partial files and journals that a test looks at or changes while no run has them open.</summary>
internal static class PartialFilesOnDisk
{
    /// <summary>The state in the journal of a target.</summary>
    public static PartialState StateOf(string target) => PartialState.Read(PartialPath.OfJournal(target))!;

    /// <summary>The partial file that the journal of a target names.</summary>
    public static string PathOf(string target) => PartialPath.OfFile(target, StateOf(target).Writer.Id);

    /// <summary>Replaces the journal by a changed state.</summary>
    public static void RewriteJournal(string target, Func<PartialState, PartialState> change) =>
        WriteJournal(target, change(StateOf(target)));

    public static void WriteJournal(string target, PartialState state) =>
        File.WriteAllBytes(PartialPath.OfJournal(target), state.ToLine());

    /// <summary>The line of a journal about a write of a writer.</summary>
    public static byte[] WriteLine(WriterIdentity writer, long start, long end) =>
        [.. new JournalWriteLine(writer.Id).Format(start, end)];

    /// <summary>The files of all partial downloads in a folder.</summary>
    public static string[] In(string folder) => [.. Directory.EnumerateFiles(folder, "*.part*").Order(StringComparer.Ordinal)];

    /// <summary>A writer of this process that has ended.</summary>
    public static WriterIdentity EndedWriter()
    {
        var writer = WriterIdentity.Register();
        writer.Unregister();
        return writer;
    }

    /// <summary>Leaves a partial file and its journal, as a run does that was killed.</summary>
    public static void Leave(string target, byte[] bytes, Func<PartialState, PartialState> change)
    {
        WriteJournal(target, change(new PartialState { Writer = EndedWriter() }));
        File.WriteAllBytes(PathOf(target), bytes);
    }
}
