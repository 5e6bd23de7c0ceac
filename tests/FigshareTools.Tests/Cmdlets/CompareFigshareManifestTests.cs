using System;
using System.IO;
using System.Linq;
using FigshareTools.Simulator;
using FigshareTools.Tests.Support;

namespace FigshareTools.Tests.Cmdlets;

public class CompareFigshareManifestTests : ModuleTest
{
    private const string Record = "Get-FigshareManifest 4 | Export-FigshareManifest $Folder/manifest.csv; ";

    [Fact]
    public void Changes_of_the_source_bring_a_mirror_up_to_date()
    {
        Publish(11, name: "a.bin");
        Publish(12, name: "b.bin");
        Publish(13, name: "c.bin");
        Run(Record + "Get-FigshareManifest 4 | Save-FigsharePlate -Destination $Folder").Clean();
        PublishNext();

        var outcome = Run("""
            $changes = Compare-FigshareManifest $Folder/manifest.csv
            $changes
            $changes | Where-Object Change -in Added, Changed | Save-FigsharePlate -Destination $Folder
            $changes | Where-Object Change -in Added, Changed | Save-FigsharePlate -Destination $Folder
            """).Clean();

        Assert.Equal(["Same", "Changed", "Removed", "Added"], outcome.Texts("Change").Take(4));
        Assert.Equal("11 12 13 ", string.Join(' ', outcome.Texts("OldFileId").Take(4)));
        Assert.Equal("11 22  14", string.Join(' ', outcome.Texts("FileId").Take(4)));
        Assert.Equal(["Downloaded", "Downloaded", "Skipped", "Skipped"], outcome.Texts("Status").Skip(4));
        // The added file is skipped by its length, the changed one after its MD5 was compared.
        Assert.Equal(["Md5", "Md5", "Md5", "Size"], outcome.Texts("Verified").Skip(4).Order());
        // The length is the same: only the MD5 shows that the file is another one.
        Assert.Equal(SimulatedContent.Pattern(10_000, 22).Md5, Digest.OfFile(Path.Combine(Folder, "b.bin")));
    }

    [Fact]
    public void A_recorded_comparison_of_two_files_can_be_saved()
    {
        Publish(11, name: "a.bin");
        Publish(12, name: "b.bin");
        Publish(13, name: "c.bin");
        Run(Record + "Get-FigshareManifest 4 | Save-FigsharePlate -Destination $Folder").Clean();
        PublishNext();

        var outcome = Run("""
            Get-FigshareManifest 4 | Export-FigshareManifest $Folder/today.csv
            Compare-FigshareManifest $Folder/manifest.csv $Folder/today.csv | Export-Csv $Folder/changes.csv
            Import-Csv $Folder/changes.csv | Where-Object Change -eq Changed | Save-FigsharePlate -Destination $Folder
            """).Clean();

        Assert.Equal(["Downloaded"], outcome.Texts("Status"));
    }

    [Fact]
    public void A_changed_plate_that_failed_is_not_skipped_when_it_is_retried()
    {
        Publish(11, name: "a.bin");
        Publish(12, name: "b.bin");
        Publish(13, name: "c.bin");
        Run(Record + "Get-FigshareManifest 4 | Save-FigsharePlate -Destination $Folder").Clean();
        PublishNext();
        Figshare.Faults.Add(Fault.NotFound(FaultPoint.Redirect) with { FileId = 22 });

        var outcome = Run("""
            Compare-FigshareManifest $Folder/manifest.csv | Where-Object Change -eq Changed |
                Save-FigsharePlate -Destination $Folder -ErrorVariable failed -ErrorAction SilentlyContinue
            $failed.TargetObject | Save-FigsharePlate -Destination $Folder
            """);

        // The file on disk has the same length.
        Assert.Equal(["Downloaded"], outcome.Texts("Status"));
        Assert.Equal(SimulatedContent.Pattern(10_000, 22).Md5, Digest.OfFile(Path.Combine(Folder, "b.bin")));
    }

    [Theory]
    [InlineData("4")]
    [InlineData("10.6084/m9.figshare.4")]
    public void A_list_without_article_ids_is_compared_with_a_given_article(string id)
    {
        var file = Publish(11, name: "a.bin");
        File.WriteAllText(Path.Combine(Folder, "md5sums.txt"), $"{file.Content.Md5}  data/a.bin\n");

        var outcome = Run($"Compare-FigshareManifest $Folder/md5sums.txt -Id {id}").Clean();

        Assert.Equal(["Same"], outcome.Texts("Change"));
        Assert.Equal(["data/a.bin"], outcome.Texts("FileName"));
    }

    [Fact]
    public void A_list_without_article_ids_needs_an_id()
    {
        File.WriteAllText(Path.Combine(Folder, "m.csv"), "figshare_id,name\n11,a.bin\n");

        var outcome = Run("Compare-FigshareManifest $Folder/m.csv");

        var error = Assert.Single(outcome.Errors);
        Assert.StartsWith("InvalidManifest,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("give the article with -Id", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Plates_of_an_article_that_cannot_be_listed_are_not_removed()
    {
        Publish(11, name: "a.bin");
        File.WriteAllText(Path.Combine(Folder, "m.csv"), "figshare_id,name,article_id\n11,a.bin,4\n21,z.bin,5\n");

        var derived = Run("Compare-FigshareManifest $Folder/m.csv");
        var given = Run("Compare-FigshareManifest $Folder/m.csv -Id 4, 5");

        Assert.StartsWith("NotFound,", Assert.Single(derived.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(["Same"], derived.Texts("Change"));
        Assert.StartsWith("NotFound,", Assert.Single(given.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(given.Output);
    }

    [Theory]
    [InlineData("$Folder", "BadPath")]
    [InlineData("$Folder/none.csv", "FileAccess")]
    public void A_path_without_a_manifest_is_an_error(string path, string errorId)
    {
        var outcome = Run($"Compare-FigshareManifest {path}");

        Assert.StartsWith(errorId + ",", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    private void PublishNext() => Figshare.Catalog.Add(new SimulatedArticle
    {
        Id = 4,
        Title = "Plates",
        Doi = "10.6084/m9.figshare.4",
        Versions =
        [
            new SimulatedVersion
            {
                Number = 2,
                Files = [.. new[] { (11, "a.bin"), (22, "b.bin"), (14, "d.bin") }.Select(file => new SimulatedFile
                {
                    Id = file.Item1,
                    Name = file.Item2,
                    Content = SimulatedContent.Pattern(10_000, file.Item1),
                })],
            },
        ],
    });
}
