using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using FigshareTools.Simulator;

namespace FigshareTools.Hosting.Tests.Examples;

/// <summary>examples/mirror.ps1: what is saved, reported and recorded when a dataset moves on.</summary>
public sealed class MirrorScriptTests : MirrorScriptTest
{
    [Fact]
    public void First_run_saves_all_plates_and_records_them()
    {
        Assert.Equal(0, Run());

        Assert.Equal([ManifestName, "1.bin", "2.bin"], Files());
        Assert.Equal(3, File.ReadAllLines(Manifest).Length);
        Assert.EndsWith("there is nothing to compare with.\n", Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Dataset_that_has_moved_on_is_saved_reported_and_recorded()
    {
        Run();
        PublishNext();

        Assert.Equal(0, Run());

        Assert.EndsWith("""
            3 of 3 plates are there.
            The dataset has moved on:
            Renamed: one.bin was 1.bin, whose file stays.
            Changed: 2.bin
            Added: 4.bin

            """.ReplaceLineEndings("\n"), Output, StringComparison.Ordinal);
        // The length is the same: only the MD5 shows that the file is another one.
        Assert.Equal(Content(3), File.ReadAllBytes(Folder.PathOf("2.bin")));
        Assert.Contains("one.bin", File.ReadAllText(Manifest), StringComparison.Ordinal);
    }

    [Fact]
    public void Changes_are_reported_once()
    {
        Run();
        PublishNext();
        Run();

        Assert.Equal(0, Run());

        Assert.EndsWith("The dataset has not changed.\n", Output, StringComparison.Ordinal);
        Assert.Single(Output.Split('\n'), "The dataset has moved on:");
    }

    [Fact]
    public void Plate_that_is_no_longer_listed_is_reported_and_stays()
    {
        Run();
        Publish((1, "1.bin"));

        Assert.Equal(0, Run());

        Assert.EndsWith("""
            1 of 1 plates are there.
            The dataset has moved on:
            Removed: 2.bin is no longer listed; its file stays.

            """.ReplaceLineEndings("\n"), Output, StringComparison.Ordinal);
        Assert.Equal([ManifestName, "1.bin", "2.bin"], Files());
    }

    [Fact]
    public void Plate_that_failed_is_1_and_the_next_run_saves_it()
    {
        Run();
        var recorded = File.ReadAllText(Manifest);
        PublishNext();
        // Both attempts of the run.
        Scripts.Figshare.Faults.Add(Fault.NotFound(FaultPoint.Redirect) with { FileId = 3, Times = 2 });

        Assert.Equal(1, Run());
        Assert.Contains("2 of 3 plates are there.", Output, StringComparison.Ordinal);
        Assert.Equal(recorded, File.ReadAllText(Manifest));

        // Its exit code cannot be read: a session keeps that of the run before.
        Run();
        Assert.Contains("3 of 3 plates are there.", Output, StringComparison.Ordinal);
        Assert.Equal(2, Output.Split('\n').Count(line => line == "Changed: 2.bin"));
        Assert.Equal(Content(3), File.ReadAllBytes(Folder.PathOf("2.bin")));
        Assert.NotEqual(recorded, File.ReadAllText(Manifest));
    }

    [Fact]
    public void Plate_that_fails_once_is_saved_by_the_second_attempt()
    {
        Run();
        PublishNext();
        Scripts.Figshare.Faults.Add(Fault.NotFound(FaultPoint.Redirect) with { FileId = 3 });

        Assert.Equal(0, Run());
        Assert.Equal(Content(3), File.ReadAllBytes(Folder.PathOf("2.bin")));
    }

    [Fact]
    public async Task File_of_an_incomplete_run_that_was_replaced_is_saved_again()
    {
        // Both attempts of the run.
        Scripts.Figshare.Faults.Add(Fault.NotFound(FaultPoint.Redirect) with { FileId = 2, Times = 2 });
        Assert.Equal(1, Run());
        Publish((3, "1.bin"), (2, "2.bin"));

        Assert.Equal(0, await RunInNewSessionAsync());

        // The length is the same, and no complete run has recorded the file of the first night.
        Assert.Equal(Content(3), File.ReadAllBytes(Folder.PathOf("1.bin")));
    }

    [Fact]
    public void File_that_was_verified_is_not_read_again()
    {
        Run();
        var file = Folder.PathOf("2.bin");
        var verified = File.GetLastWriteTimeUtc(file);
        File.WriteAllBytes(file, Content(3));
        File.SetLastWriteTimeUtc(file, verified);

        Assert.Equal(0, Run());

        // Other bytes with the same length and time: a run that read the file would have replaced them.
        Assert.Equal(Content(3), File.ReadAllBytes(file));
    }

    [Fact]
    public async Task File_behind_a_private_link_is_saved_also_by_the_second_run()
    {
        const string Key = "63fc1ada93e42e388e63";
        Publish(privateLink: Key, (1, "1.bin"));
        Dataset = $"https://ndownloader.figshare.com/files/1?private_link={Key}";
        Assert.Equal(0, Run());
        // Only the listing has the key: the manifests, which are compared, do not.
        Assert.DoesNotContain(Key, File.ReadAllText(Manifest), StringComparison.Ordinal);
        File.Delete(Folder.PathOf("1.bin"));

        Assert.Equal(0, await RunInNewSessionAsync());

        Assert.Equal(Content(1), File.ReadAllBytes(Folder.PathOf("1.bin")));
    }

    [Fact]
    public void File_of_the_dataset_may_be_called_manifest_csv()
    {
        Publish((1, "manifest.csv"));

        Assert.Equal(0, Run());

        Assert.Equal(Content(1), File.ReadAllBytes(Folder.PathOf("manifest.csv")));
        Assert.Equal(2, File.ReadAllLines(Manifest).Length);
    }

    [Fact]
    public void File_that_was_deleted_is_saved_again()
    {
        Run();
        File.Delete(Folder.PathOf("2.bin"));

        Assert.Equal(0, Run());
        Assert.Contains("2.bin", Files());
        Assert.EndsWith("The dataset has not changed.\n", Output, StringComparison.Ordinal);
    }
}
