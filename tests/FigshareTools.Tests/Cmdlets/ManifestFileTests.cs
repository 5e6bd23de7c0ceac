using System;
using System.IO;
using System.Linq;
using FigshareTools.Simulator;
using FigshareTools.Tests.Support;

namespace FigshareTools.Tests.Cmdlets;

/// <summary>Manifests from Figshare to a file, and from the file to plates on disk.</summary>
public class ManifestFileTests : ModuleTest
{
    [Theory]
    [InlineData("m.csv")]
    [InlineData("m.tsv -Format Csv")]
    [InlineData("m.json")]
    public void Listed_plates_are_read_back_unchanged(string file)
    {
        Publish(11, name: "007.bin");
        Publish(12, name: "b.bin");

        var outcome = Run($$"""
            $listed = Get-FigshareManifest 4
            $listed | Export-FigshareManifest $Folder/{{file}}
            $read = Get-FigshareManifest -Path $Folder/m.*
            ($read.Count -eq 2) -and $read[0].Equals($listed[0]) -and $read[1].Equals($listed[1])
            $read | Save-FigsharePlate -Destination $Folder/plates | Test-FigsharePlate -Quiet
            """).Clean();

        Assert.Equal([true, true], outcome.Output.Select(value => value.BaseObject));
    }

    [Fact]
    public void A_wrong_row_is_one_error_and_other_rows_are_read()
    {
        File.WriteAllText(Path.Combine(Folder, "plates.csv"), "plate,figshare_id,size\nA,1,5\nB,x,5\nC,3,5\n");

        var outcome = Run("Get-FigshareManifest -Path $Folder/*.csv -Exclude C*");

        Assert.Equal(["A"], outcome.Values<string>("Plate"));
        Assert.StartsWith("InvalidManifest,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("line 3", outcome.Errors[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_gives_the_same_bytes_or_an_error()
    {
        Publish(11, name: "a.bin");
        Run("Get-FigshareManifest 4 | Export-FigshareManifest $Folder/lock.csv").Clean();
        Figshare.Catalog.Add(new SimulatedArticle
        {
            Id = 4,
            Title = "Plates",
            Doi = "10.6084/m9.figshare.4",
            Versions =
            [
                new SimulatedVersion
                {
                    Files = [new SimulatedFile { Id = 11, Name = "a.bin", Content = SimulatedContent.Pattern(10_000, 99) }],
                },
            ],
        });

        var outcome = Run("Get-FigshareManifest -LiteralPath $Folder/lock.csv | Save-FigsharePlate -Destination $Folder/plates");

        Assert.Empty(outcome.Output);
        Assert.StartsWith("Md5Mismatch,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void No_file_is_verified_against_itself()
    {
        Publish(11, name: "a.bin");
        Run("Get-FigshareManifest 4 | Export-FigshareManifest $Folder/lock.csv; Save-FigsharePlate 11 -FileName a.bin -Destination $Folder").Clean();
        File.WriteAllBytes(Path.Combine(Folder, "a.bin"), new byte[10_000]);

        var outcome = Run("""
            $tested = Get-FigshareManifest -Path $Folder/lock.csv | Test-FigsharePlate -Destination $Folder
            $tested
            $tested | Test-FigsharePlate
            $tested | Export-FigshareManifest $Folder/again.csv
            Get-FigshareManifest -Path $Folder/again.csv | Test-FigsharePlate -Destination $Folder
            Save-FigsharePlate 11 -FileName b.bin -Destination $Folder | Test-FigsharePlate
            """).Clean();

        Assert.Equal(["WrongMd5", "WrongMd5", "WrongMd5", "Unverifiable"], outcome.Texts("Status"));
    }

    [Theory]
    [InlineData("-Include SQ*", "data/SQ1.bin")]
    [InlineData("-Exclude SQ*", "data/README.txt")]
    [InlineData("-Include data/R*", "data/README.txt")]
    public void Wildcards_match_names_with_and_without_folder(string parameters, string expected)
    {
        File.WriteAllText(Path.Combine(Folder, "m.csv"), "file_id,file_name\n1,data/SQ1.bin\n2,data/README.txt\n");

        Assert.Equal([expected], Run($"Get-FigshareManifest -Path $Folder/m.csv {parameters}").Clean().Values<string>("FileName"));
    }

    [Fact]
    public void A_key_in_an_address_is_used_but_not_shown()
    {
        File.WriteAllText(Path.Combine(Folder, "m.csv"),
            "name,download_url\na.bin,https://ndownloader.figshare.com/files/77?private_link=63fc1ada93e42e388e63&x=1\n");

        var plate = Assert.Single(Run("Get-FigshareManifest -Path $Folder/m.csv").Clean().Output);

        Assert.Equal(77L, plate.Properties["FileId"].Value);
        Assert.Equal("***", plate.Properties["PrivateLink"].Value.ToString());
        Assert.Equal("https://ndownloader.figshare.com/files/77?x=1", plate.Properties["DownloadUrl"].Value);
    }

    [Fact]
    public void A_key_given_to_a_search_is_in_no_error()
    {
        var error = Assert.Single(Run("Find-FigshareArticle -Doi https://figshare.com/s/63fc1ada93e42e388e63").Errors);

        Assert.DoesNotContain("63fc1ada", $"{error} {error.TargetObject} {error.Exception}", StringComparison.Ordinal);
    }
}
