using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Xml.Linq;
using FigshareTools.Simulator;
using FigshareTools.Tests.Support;

namespace FigshareTools.Tests.Cmdlets;

/// <summary>
/// Texts of servers, files and rows reach the terminal without characters that it obeys or that hide others. Values of
/// objects stay as they are.
/// </summary>
public class HostileTextTests : ModuleTest
{
    // Sets the title of the window, clears the screen (C1), and shows the rest of the line from right to left.
    private const string Hostile = "a\u001b]0;owned\u0007b\u009b2Jc\u202Egnp";

    [Fact]
    public void A_hostile_row_is_shown_with_visible_characters()
    {
        Publish(100);

        var outcome = Run("""
            param($hostile)
            $rows = @(
                [pscustomobject]@{ Plate = $hostile; FileId = 100; FileName = '100.bin' }
                [pscustomobject]@{ Plate = $hostile; FileId = 100; FileName = "x$hostile" }
                [pscustomobject]@{ Plate = $hostile; FileId = 100; Md5 = $hostile }
                [pscustomobject]@{ Plate = $hostile; FileId = $hostile }
                [pscustomobject]@{ Plate = $hostile; $hostile = 1 }
                [pscustomobject]@{ Plate = $hostile; FileId = 999; FileName = '999.bin' }
            )
            $rows + $rows | Save-FigsharePlate -Destination $Folder -Verbose
            $rows[0] | Test-FigsharePlate -Destination $Folder -Verbose
            """, Hostile);

        Assert.Equal([Hostile, Hostile], outcome.Texts("Plate"));
        Assert.All(outcome.Output, item => Assert.All(ShownIn(item), AssertPrintable));
        Assert.NotEmpty(outcome.Warnings);
        Assert.NotEmpty(outcome.Verbose);
        AssertPrintable(outcome);
    }

    [Fact]
    public void A_hostile_answer_is_shown_with_visible_characters()
    {
        Figshare.Catalog.Add(new SimulatedArticle
        {
            Id = 4,
            Title = Hostile,
            Doi = "10.6084/m9.figshare.4",
            IsEmbargoed = true,
            Versions = [new SimulatedVersion { Files = [] }],
        });
        Figshare.Faults.Add(Fault.RedirectTo("https://evil\u00AD.example/" + Hostile[^3..], FaultPoint.Redirect));

        var outcome = Run("""
            Get-FigshareManifest 4 -Verbose
            Save-FigsharePlate 5 -Destination $Folder -Verbose
            """);

        Assert.Equal(2, outcome.Errors.Count);
        AssertPrintable(outcome);
    }

    [Fact]
    public void A_hostile_manifest_is_shown_with_visible_characters()
    {
        File.WriteAllText(Path.Combine(Folder, "m.csv"), $"FileId,Md5,FileName\n7,,{Hostile}\n{Hostile},,\n7,{Hostile},\n");

        var outcome = Run("""
            Get-FigshareManifest -Path $Folder/m.csv
            Get-FigshareManifest -LiteralPath "$Folder/none$([char]27)[2J.csv"
            """);

        var plate = Assert.Single(outcome.Output);
        Assert.Equal(Hostile, plate.Properties["FileName"].Value);
        Assert.Contains(ShownIn(plate), text => text.StartsWith(@"a\u{001B}]0;", StringComparison.Ordinal));
        Assert.All(ShownIn(plate), AssertPrintable);
        Assert.Equal(3, outcome.Errors.Count);
        AssertPrintable(outcome);
    }

    /// <summary>The texts of an object's table view. The session has no Format-Table.</summary>
    private List<string> ShownIn(PSObject item)
    {
        var view = XDocument.Load(Path.Combine(Path.GetDirectoryName(ModuleUnderTest.BuiltManifest)!, "FigshareTools.Format.ps1xml"))
            .Descendants("View").Single(view => item.TypeNames.Contains(view.Element("Name")!.Value));
        var texts = new List<string>();
        foreach (var column in view.Descendants("TableColumnItem").Elements())
        {
            texts.AddRange(column.Name == "PropertyName"
                ? [$"{item.Properties[column.Value].Value}"]
                : Run($"param($item) $item | ForEach-Object {{ {column.Value} }}", item).Clean().Output.Select(text => $"{text}"));
        }

        return texts;
    }

    private static void AssertPrintable(ScriptOutcome outcome) => Assert.All(
        outcome.Errors.Select(error => error.ToString())
            .Concat(outcome.Warnings)
            .Concat(outcome.Verbose)
            .Concat(outcome.Progress.SelectMany(record => new[] { record.Activity, record.StatusDescription })),
        AssertPrintable);

    private static void AssertPrintable(string text) => Assert.DoesNotContain(
        text,
        character => char.IsControl(character) || char.GetUnicodeCategory(character) == UnicodeCategory.Format);
}
