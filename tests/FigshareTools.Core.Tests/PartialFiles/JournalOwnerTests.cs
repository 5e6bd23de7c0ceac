using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Files;
using FigshareTools.PartialFiles;

namespace FigshareTools.Core.Tests.PartialFiles;

/// <summary>The writer that a journal names: that of its last complete state.</summary>
public sealed class JournalOwnerTests : IDisposable
{
    private static readonly WriterIdentity s_first = PartialFilesOnDisk.EndedWriter();
    private static readonly WriterIdentity s_second = PartialFilesOnDisk.EndedWriter();

    private readonly string _path =
        Path.Combine(Directory.CreateTempSubdirectory("figsharetools-").FullName, "plate.part-state");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    public static TheoryData<string, bool?> Journals => new()
    {
        // The last state's writer is the second one, the first one, or none.
        { "", null },
        { "text", null },
        { "write1", null },
        { "state1", false },
        { "state1 write1 write1", false },
        { "state1 write2", false },
        { "state1 state2", true },
        { "state1 state2 torn1", true },
        { "state1 torn2", false },
        { "state1 torn2 write1", false },
        { "state1 torn2 state2", true },
        { "text state1 text state2 write1 text", true },
        { "state1 long2", true },
        { "long1 writes state2", true },
        { "state1 writes long2 writes", true },
        { "writes long1 writes torn2", false },
    };

    [Theory]
    [MemberData(nameof(Journals))]
    public void The_owner_is_the_writer_of_the_last_state(string lines, bool? isSecond)
    {
        File.WriteAllBytes(_path, [.. lines.Split(' ').SelectMany(Line)]);

        var owner = isSecond switch { null => null, true => s_second.Id, false => s_first.Id };
        Assert.Equal(owner, JournalOwner.Read(_path));
        Assert.Equal(owner, PartialState.Read(_path)?.Writer.Id);
    }

    [Fact]
    public void A_plate_without_a_journal_has_no_owner()
    {
        Assert.Null(JournalOwner.Read(_path));
        Assert.Null(JournalOwner.Read(Path.Combine(_path, "folder", "plate.part-state")));
    }

    [Fact]
    public void Ten_thousand_writes_leave_little_garbage()
    {
        File.WriteAllBytes(_path, [.. Line("state1"), .. Enumerable.Repeat(Line("write1"), 10_000).SelectMany(line => line)]);
        JournalOwner.Read(_path);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(s_first.Id, JournalOwner.Read(_path));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 20_000);
    }

    private static IEnumerable<byte> Line(string kind) => kind switch
    {
        "state1" => StateLine(s_first, 2),
        "state2" => StateLine(s_second, 2),
        // Longer than what is read at once.
        "long1" => StateLine(s_first, 10_000),
        "long2" => StateLine(s_second, 10_000),
        "torn1" => StateLine(s_first, 2)[..^9],
        "torn2" => StateLine(s_second, 2)[..^9],
        "write1" => PartialFilesOnDisk.WriteLine(s_first, 262_144, 524_288),
        "write2" => PartialFilesOnDisk.WriteLine(s_second, 262_144, 524_288),
        "writes" => Enumerable.Repeat(PartialFilesOnDisk.WriteLine(s_first, 262_144, 524_288), 1000).SelectMany(line => line),
        var text => text.Select(c => (byte)c),
    };

    private static byte[] StateLine(WriterIdentity writer, int positions) => new PartialState
    {
        Writer = writer,
        Flushed = [.. Enumerable.Range(0, positions).Select(position => 1_000_000L * position)],
    }.ToLine();
}
