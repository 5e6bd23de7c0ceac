using System;
using System.IO;
using System.Reflection;
using System.Runtime.Versioning;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Files;
using FigshareTools.PartialFiles;
using Microsoft.Extensions.Time.Testing;

namespace FigshareTools.Core.Tests.PartialFiles;

/// <summary>The journal of a partial file to which connections write in parallel.</summary>
public sealed class PartialJournalTests : IDisposable
{
    private readonly string _target = Path.Combine(Directory.CreateTempSubdirectory("figsharetools-").FullName, "plate");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string JournalPath => PartialPath.OfJournal(_target);

    private PartialState Found => PartialState.Read(JournalPath)!;

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_target)!, recursive: true);

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

        Assert.Equal([0L, 20, 30, 50], Found.Written!);
        Assert.Equal([0L, 5], Found.Flushed);
    }

    [Fact]
    public void One_of_two_runs_creates_the_journal()
    {
        using var first = New();
        using var second = New();

        Assert.True(first.TryCreate(reserved: 7));
        Assert.False(second.TryCreate(reserved: 8));

        Assert.Equal((first.State.Writer.Id, 7), (Found.Writer.Id, Found.Reserved));
        Assert.False(second.Exists);
    }

    [Fact]
    public void A_run_that_lost_the_journal_does_not_take_it_back()
    {
        using var first = Begin();
        first.BeginRanges(() => []);
        first.AppendWrite(0, 10);
        using var second = New();
        second.TakeOver(Found, new ByteRangeSet(), Found.Written, reserved: 0);

        first.AppendWrite(10, 20);
        first.Append(state => state with { ETag = "\"first\"" });
        first.Delete();

        Assert.False(first.IsOwned());
        Assert.Equal(second.State.Writer.Id, Found.Writer.Id);
        Assert.Null(Found.ETag);
        Assert.Equal([0L, 10], Found.Written!);
        Assert.Equal(
            FigshareErrorId.PlateInUse, Assert.Throws<EngineException>(first.RequireOwnership).ErrorId);
    }

    [Fact]
    public void A_deleted_folder_is_no_other_process()
    {
        using var journal = Begin();
        File.Delete(JournalPath);

        Assert.Equal(FigshareErrorId.FileAccess, Assert.Throws<EngineException>(journal.RequireOwnership).ErrorId);
    }

    [Fact]
    public void A_state_that_could_not_be_written_does_not_count()
    {
        var files = new FaultyFileSystem();
        using var journal = new PartialJournal(
            files, _target, new FigsharePlate { FileId = 1 }, PartialFilesOnDisk.EndedWriter(), new FakeTimeProvider());
        Assert.True(journal.TryCreate(reserved: 0));
        files.WriteFailure = new IOException("no space", 28);

        Assert.Throws<IOException>(() => journal.BeginRanges(() => [0, 20]));

        Assert.Null(journal.State.Written);
    }

    [Fact]
    public void Writes_are_recorded_while_the_journal_is_flushed()
    {
        var files = new FaultyFileSystem();
        using var journal = new PartialJournal(
            files, _target, new FigsharePlate { FileId = 1 }, PartialFilesOnDisk.EndedWriter(), new FakeTimeProvider());
        Assert.True(journal.TryCreate(reserved: 0));
        journal.BeginRanges(() => []);
        files.OnJournalFlush = () => Task.Run(() => journal.AppendWrite(0, 10), Stop).Wait(Stop);

        journal.Append(state => state with { Flushed = [0, 5] }, flush: true);

        Assert.Equal([0L, 10], Found.Written!);
        Assert.Equal([0L, 5], journal.State.Flushed);
    }

    [Fact]
    public void A_reset_removes_the_length_and_the_ETag()
    {
        using var journal = Begin();
        journal.Append(state => state with { Length = 5, ETag = "\"a\"" });

        journal.Reset();

        Assert.Equal((null, null), (Found.Length, Found.ETag));
    }

    [Fact]
    public void A_reset_forgets_the_MD5_of_the_resumed_state()
    {
        using var journal = New();
        journal.TakeOver(journal.State with { Md5 = new string('a', 32) }, new ByteRangeSet(), null, reserved: 0);
        Assert.NotNull(journal.State.Md5);

        journal.Reset();

        Assert.Null(Found.Md5);
    }

    [Fact]
    public void A_long_journal_is_replaced_by_one_state()
    {
        using var journal = Begin();
        journal.BeginRanges(() => []);
        for (var i = 0; new FileInfo(JournalPath).Length <= 1 << 20; i++)
        {
            journal.AppendWrite(10 * i, (10 * i) + 10);
        }

        journal.AppendWrite(1 << 30, 1 + (1 << 30));
        var written = Found.Written!;
        journal.Append(state => state);

        Assert.InRange(new FileInfo(JournalPath).Length, 1, 1000);
        Assert.Equal(written, Found.Written!);
        Assert.Equal(4, written.Length);
    }

    [Fact]
    public void Only_this_user_reads_the_journal()
    {
        var framework = typeof(PartialJournal).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName;
        if (OperatingSystem.IsWindows() || framework.StartsWith(".NETFramework", StringComparison.Ordinal))
        {
            Assert.Skip("On Windows the folder's rights apply.");
            return;
        }

        using var journal = Begin();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(JournalPath));
    }

    private PartialJournal New() => new(
        LocalFileSystem.Instance, _target, new FigsharePlate { FileId = 1 }, PartialFilesOnDisk.EndedWriter(),
        new FakeTimeProvider());

    private PartialJournal Begin()
    {
        var journal = New();
        Assert.True(journal.TryCreate(reserved: 0));
        return journal;
    }
}
