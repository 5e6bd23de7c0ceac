using System;
using System.IO;
using System.Linq;
using FigshareTools.Simulator;
using FigshareTools.Tests.Support;

namespace FigshareTools.Tests.Cmdlets;

/// <summary>Manifests in files: out of Figshare, into a file, and back into plates on disk.</summary>
public class ManifestFileTests : ModuleTest
{
    [Theory]
    [InlineData("m.csv")]
    [InlineData("m.tsv -Format Csv")]
    [InlineData("m.json")]
    public void What_was_listed_comes_back_as_it_was(string file)
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
    public void A_wrong_row_is_one_error_and_the_rest_go_on()
    {
        File.WriteAllText(Path.Combine(Folder, "plates.csv"), "plate,figshare_id,size\nA,1,5\nB,x,5\nC,3,5\n");

        var outcome = Run("Get-FigshareManifest -Path $Folder/*.csv -Exclude C*");

        Assert.Equal(["A"], outcome.Values<string>("Plate"));
        Assert.StartsWith("InvalidManifest,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("line 3", outcome.Errors[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_year_later_the_manifest_gives_the_same_bytes_or_an_error()
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
}
