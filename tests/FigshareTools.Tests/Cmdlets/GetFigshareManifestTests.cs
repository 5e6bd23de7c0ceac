using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using FigshareTools.Simulator;
using FigshareTools.Tests.Support;

namespace FigshareTools.Tests.Cmdlets;

public class GetFigshareManifestTests : ModuleTest
{
    [Fact]
    public void Plates_of_an_article_can_be_saved()
    {
        Publish(11, name: "a.bin");
        Publish(12, name: "b.bin");

        var outcome = Run("Get-FigshareManifest 4 | Save-FigsharePlate -Destination $Folder").Clean();

        Assert.Equal(["a", "b"], outcome.Texts("Plate").Order());
        Assert.All(outcome.Texts("Verified"), verified => Assert.Equal("Md5", verified));
        Assert.Equal(2, Figshare.Log.Count(FaultPoint.Api));
    }

    [Fact]
    public void A_bad_id_in_the_pipeline_is_one_error()
    {
        Publish(11);

        var outcome = Run("'4', 'nonsense', '77', 4 | Get-FigshareManifest -Version 1");

        Assert.Equal([11L, 11L], outcome.Values<long>("FileId"));
        Assert.Equal(["InvalidReference", "NotFound"], outcome.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Equal(["nonsense", "77"], outcome.Errors.Select(error => error.TargetObject.ToString()));
    }

    [Theory]
    [InlineData("-Include *.SQLITE", "1.sqlite 2.sqlite")]
    [InlineData("-Exclude 2*", "1.sqlite 3.csv")]
    [InlineData("-Include *.sqlite, *.csv -Exclude 1*", "2.sqlite 3.csv")]
    public void Names_are_chosen_by_wildcards(string parameters, string expected)
    {
        Publish(1, name: "1.sqlite");
        Publish(2, name: "2.sqlite");
        Publish(3, name: "3.csv");

        Assert.Equal(expected.Split(' '), Run($"Get-FigshareManifest 4 {parameters}").Clean().Values<string>("FileName"));
    }

    [Theory]
    [InlineData("Get-FigshareManifest -CollectionId 77")]
    [InlineData("[pscustomobject]@{ CollectionId = 77 } | Get-FigshareManifest")]
    [InlineData("[pscustomobject]@{ collection_id = '77' } | Get-FigshareManifest")]
    [InlineData("Get-FigshareManifest https://figshare.com/collections/T/77")]
    [InlineData("Get-FigshareManifest -Doi 10.6084/m9.figshare.c.77")]
    public void A_collection_is_distinguished_from_an_article(string line)
    {
        Publish(11);
        Figshare.Catalog.Add(new SimulatedCollection { Id = 77, Title = "All", Doi = "10.6084/m9.figshare.c.77", ArticleIds = [4] });

        Assert.Equal([11L], Run(line).Clean().Values<long>("FileId"));
    }

    [Theory]
    [InlineData("[pscustomobject]@{ id = '11'; article_id = '4' }")]
    [InlineData("[pscustomobject]@{ ArticleId = 4L }")]
    [InlineData("[pscustomobject]@{ ArticleId = '4'; Version = '1' }")]
    [InlineData("[pscustomobject]@{ ArticleId = '4'; Version = '' }")]
    [InlineData("(Get-FigshareManifest 4)")]
    public void A_row_of_a_file_names_its_article(string row)
    {
        Publish(11);

        Assert.Equal([11L], Run($"{row} | Get-FigshareManifest").Clean().Values<long>("FileId"));
    }

    [Theory]
    [InlineData("[pscustomobject]@{ ArticleId = '4'; Version = '9' } | Get-FigshareManifest", "NotFound")]
    [InlineData("Get-FigshareManifest 4 -Version 0", "InvalidReference")]
    [InlineData("Get-FigshareManifest https://figshare.com/projects/T/7 -Version 2", "InvalidReference")]
    public void A_version_is_never_ignored(string line, string errorId)
    {
        Publish(11);

        Assert.StartsWith($"{errorId},", Assert.Single(Run(line).Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cmdlet_stops_while_Figshare_does_not_respond()
    {
        Publish(11);
        Figshare.Faults.Add(Fault.NoResponse(FaultPoint.Api));
        using var shell = Session.Create();
        shell.AddScript("Get-FigshareManifest 4");
        var running = shell.BeginInvoke();
        await Figshare.Log.WaitForAsync(request => request.Point == FaultPoint.Api, Stop);

        await Task.Run(shell.Stop, Stop).WaitAsync(Stop);

        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(running));
    }

    [Fact]
    public void A_consumer_that_throws_ends_the_listing()
    {
        for (var id = 1; id <= 1500; id++)
        {
            Publish(id);
        }

        var outcome = Run("Get-FigshareManifest 4 | ForEach-Object { throw 'enough' }");

        Assert.Contains("enough", outcome.Thrown!.Message, StringComparison.Ordinal);
    }
}
