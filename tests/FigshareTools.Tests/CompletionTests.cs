using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Security;
using FigshareTools.Simulator;
using FigshareTools.Tests.Support;

namespace FigshareTools.Tests;

/// <summary>What the Tab key offers.</summary>
public class CompletionTests : ModuleTest
{
    private const string Complete = """
        param($line)
        $null = $ExecutionContext.SessionState.Path.SetLocation($Folder)
        [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches |
            ForEach-Object CompletionText
        """;

    private static readonly string[] s_namesNoFile =
    [
        nameof(Int32), nameof(Int64), nameof(DateTime), nameof(TimeSpan), nameof(Uri), nameof(SecureString),
        nameof(PSCredential), "FigshareSecret",
    ];

    [Theory]
    [InlineData("Save-FigsharePlate -FileId ", "11 12")]
    [InlineData("Save-FigsharePlate 1", "11 12")]
    [InlineData("Save-FigsharePlate -Plate s", "SQ1")]
    [InlineData("Test-FigsharePlate -Plate 'a", "'a plate'")]
    [InlineData("Test-FigsharePlate -FileId ", "11 12")]
    [InlineData("Save-FigsharePlate -ArticleId ", "4")]
    [InlineData("Get-FigshareManifest ", "4 10.6084/m9.figshare.4")]
    [InlineData("Get-FigshareManifest -Id 10", "10.6084/m9.figshare.4")]
    [InlineData("Compare-FigshareManifest m.csv -Id ", "4 10.6084/m9.figshare.4")]
    [InlineData("Find-FigshareArticle -Institution n", "nih")]
    public void Values_of_manifests_in_the_folder_are_offered(string line, string expected)
    {
        File.WriteAllText(Path.Combine(Folder, "m.csv"),
            "plate,file_id,name,article_id,doi\nSQ1,11,a.bin,4,10.6084/m9.figshare.4\na plate,12,b.bin,4,\n\u202Ebad,12,c.bin,4,\n");
        File.WriteAllText(Path.Combine(Folder, "other.csv"), "colour\nred\n");

        Assert.Equal(expected, string.Join(' ', Offers(line)));
        Assert.Empty(Figshare.Log.Snapshot());
    }

    [Fact]
    public void Values_of_manifests_in_the_destination_are_offered()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "d"));
        File.WriteAllText(Path.Combine(Folder, "d", "m.csv"), "file_id,name\n11,a.bin\n");

        Assert.Equal(["11"], Offers("Test-FigsharePlate -Destination d -FileId "));
    }

    [Fact]
    public void Versions_are_asked_for_once()
    {
        Figshare.Catalog.Add(new SimulatedArticle
        {
            Id = 4,
            Title = "Plates",
            Doi = "10.6084/m9.figshare.4",
            Versions = [.. Enumerable.Range(1, 3).Select(number => new SimulatedVersion
            {
                Number = number,
                Files = [new SimulatedFile { Id = 11, Name = "a.bin", Content = SimulatedContent.Pattern(10, 1) }],
            })],
        });

        var line = $"Get-FigshareManifest 4 -ApiUri {Figshare.ApiUri} -Version ";
        string[] offers;
        do
        {
            // A busy machine may not answer within the two seconds of an offer.
            Figshare.Log.Clear();
            offers = [.. Offers(line)];
        }
        while (offers.Length == 0);

        Assert.Equal(["3", "2", "1"], offers);
        Assert.Single(Figshare.Log.Snapshot());
        Assert.Equal(offers, Offers(line));
        Assert.Single(Figshare.Log.Snapshot());
    }

    [Fact]
    public void Versions_are_asked_for_through_the_proxy_of_the_line()
    {
        Assert.Empty(Offers($"Get-FigshareManifest 4 -ApiUri {Figshare.ApiUri} -Proxy http://127.0.0.1:1 -Version "));

        Assert.Empty(Figshare.Log.Snapshot());
    }

    [Theory]
    [InlineData("Get-FigshareManifest 99 -ApiUri {0} -Version ")]
    [InlineData("Get-FigshareManifest nonsense -ApiUri {0} -Version ")]
    [InlineData("Get-FigshareManifest -ApiUri {0} -Version ")]
    [InlineData("Get-FigshareManifest 4 -ApiUri http://127.0.0.1:1/v2 -Version ")]
    [InlineData("Get-FigshareManifest 4 -ApiUri nowhere -Version ")]
    public void Without_an_answer_no_version_is_offered(string line)
    {
        File.WriteAllText(Path.Combine(Folder, "a.txt"), "");

        Assert.Empty(Offers(string.Format(null, line, Figshare.ApiUri)));
    }

    [Fact]
    public void What_names_no_file_is_not_completed_with_file_names()
    {
        var parameters = Run("(Get-Module FigshareTools).ExportedCmdlets.Values").Output
            .SelectMany(cmdlet => ((CmdletInfo)cmdlet.BaseObject).Parameters.Values
                .Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name))
                .Where(parameter => parameter.Name == "Md5" || NamesNoFile(parameter.ParameterType))
                .Select(parameter => (Line: $"{cmdlet} -{parameter.Name} ", parameter.Attributes)))
            .ToList();

        Assert.InRange(parameters.Count, 60, int.MaxValue);
        // PowerShell offers the names of files for a parameter without a completer. This session lacks the cmdlets for that.
        Assert.Equal([], parameters
            .Where(parameter => !parameter.Attributes.Any(attribute => attribute is ArgumentCompleterAttribute))
            .Select(parameter => parameter.Line));
        Assert.All(parameters, parameter => Assert.Empty(Offers(parameter.Line)));
    }

    [Fact]
    public void A_destination_is_not_completed_with_the_name_of_a_file()
    {
        File.WriteAllText(Path.Combine(Folder, "a.txt"), "");

        Assert.DoesNotContain(Offers("Save-FigsharePlate -Destination "), offer => offer.Contains("a.txt", StringComparison.Ordinal));
    }

    private static bool NamesNoFile(Type type)
    {
        type = type.GetElementType() ?? type;
        return s_namesNoFile.Contains((Nullable.GetUnderlyingType(type) ?? type).Name);
    }

    private System.Collections.Generic.IReadOnlyList<string> Offers(string line) =>
        [.. Run(Complete, line).Clean().Output.Select(offer => (string)offer.BaseObject)];
}
