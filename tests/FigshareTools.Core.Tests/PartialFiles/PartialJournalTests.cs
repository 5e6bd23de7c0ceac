using System;
using System.IO;
using FigshareTools.PartialFiles;
using FigshareTools.Transfer;
using Microsoft.Extensions.Time.Testing;

namespace FigshareTools.Core.Tests.PartialFiles;

/// <summary>The journal of a partial file to which connections write in parallel.</summary>
public sealed class PartialJournalTests : IDisposable
{
    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("figsharetools-").FullName, "state");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    [Fact]
    public void Writes_are_recorded_between_BeginRanges_and_the_end()
    {
        using var journal = Begin();
        journal.AppendWrite(0, 10);
        journal.BeginRanges(() => [0, 20]);
        journal.AppendWrite(30, 40);
        journal.Append(state => state with { Flushed = [0, 5] });
        journal.AppendWrite(40, 50);
        journal.Dispose();
        journal.AppendWrite(50, 60);

        var state = PartialState.Read(_path)!;
        Assert.Equal([0L, 20, 30, 50], state.Written!);
        Assert.Equal([0L, 5], state.Flushed);
    }

    [Fact]
    public void A_run_that_lost_the_journal_overwrites_no_line()
    {
        using var journal = Begin();
        journal.BeginRanges(() => []);
        journal.AppendWrite(0, 10);
        var other = PartialState.Read(_path)! with { Owner = Guid.NewGuid() };
        using (var file = new FileStream(_path, FileMode.Append))
        {
            file.Write(other.ToLine());
        }

        journal.AppendWrite(10, 20);

        Assert.False(journal.IsOwned());
        Assert.Equal(other.Owner, PartialState.Read(_path)!.Owner);
        Assert.Equal([0L, 10], PartialState.Read(_path)!.Written!);
    }

    [Fact]
    public void A_state_that_could_not_be_written_does_not_count()
    {
        using var journal = Begin();
        File.Delete(_path);
        Directory.CreateDirectory(_path);

        Assert.ThrowsAny<SystemException>(() => journal.BeginRanges(() => [0, 20]));

        Assert.Null(journal.State.Written);
        Directory.Delete(_path);
        journal.AppendWrite(30, 40);
        Assert.False(File.Exists(_path));
    }

    [Fact]
    public void A_reset_removes_the_length_and_the_ETag()
    {
        using var journal = Begin();
        journal.Append(state => state with { Length = 5, ETag = "\"a\"" });

        journal.Reset(reserved: 0);

        Assert.Equal((null, null), (PartialState.Read(_path)!.Length, PartialState.Read(_path)!.ETag));
    }

    [Fact]
    public void A_reset_forgets_the_MD5_of_the_resumed_state()
    {
        using var journal = Begin();
        journal.Resume(journal.State with { Md5 = new string('a', 32) }, new ByteRangeSet(), null, reserved: 0);
        Assert.NotNull(journal.State.Md5);

        journal.Reset(reserved: 0);

        Assert.Null(PartialState.Read(_path)!.Md5);
    }

    [Fact]
    public void A_long_journal_is_replaced_by_one_state()
    {
        using var journal = Begin();
        journal.BeginRanges(() => []);
        for (var i = 0; new FileInfo(_path).Length <= 1 << 20; i++)
        {
            journal.AppendWrite(10 * i, (10 * i) + 10);
        }

        journal.AppendWrite(1 << 30, 1 + (1 << 30));
        var written = PartialState.Read(_path)!.Written!;
        journal.Append(state => state);

        Assert.InRange(new FileInfo(_path).Length, 1, 1000);
        Assert.Equal(written, PartialState.Read(_path)!.Written!);
        Assert.Equal(4, written.Length);
    }

    private PartialJournal Begin()
    {
        var journal = new PartialJournal(_path, new FigsharePlate { FileId = 1 }, new FakeTimeProvider());
        journal.Reset(reserved: 0);
        journal.EnsureCreated();
        return journal;
    }
}
