using System;
using System.IO;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using FigshareTools.Simulator;
using FigshareTools.Tests.Support;

namespace FigshareTools.Tests;

/// <summary>The recipe of README, docs and help for a mirror: its manifest never says more than the folder has.</summary>
public sealed partial class MirrorRecipeTests : ModuleTest
{
    private static readonly string s_repository = Path.GetFullPath(
        Path.Combine(Path.GetDirectoryName(ModuleUnderTest.BuiltManifest)!, "..", "..", ".."));

    public static TheoryData<string> Pages => ["README.md", "docs/recipes.md", "docs/en-US/Compare-FigshareManifest.md"];

    private string Manifest => Path.Combine(Folder, "manifest.csv");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Publish(11, name: "a.bin");
        Run(MoveItem.Definition + """
            $null = $ExecutionContext.SessionState.Path.SetLocation($Folder)
            $global:PSDefaultParameterValues['*-Figshare*:MaximumRetryCount'] = 0
            Get-FigshareManifest 4 | Export-FigshareManifest manifest.csv
            """).Clean();
        Publish(12, name: "b.bin");
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void What_was_added_is_saved_and_recorded(string page)
    {
        RunRecipe(page);

        Assert.True(File.Exists(Path.Combine(Folder, "plates", "b.bin")));
        Assert.Contains("b.bin", File.ReadAllText(Manifest), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Plate_that_failed_is_not_recorded(string page)
    {
        Figshare.Faults.Add(Fault.NotFound(FaultPoint.Redirect) with { FileId = 12 });

        RunRecipe(page);

        Assert.DoesNotContain("b.bin", File.ReadAllText(Manifest), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Manifest_that_cannot_be_compared_stays(string page)
    {
        File.WriteAllText(Manifest, "no manifest");

        RunRecipe(page);

        Assert.Equal("no manifest", File.ReadAllText(Manifest));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Dataset_that_cannot_be_listed_leaves_the_manifest(string page)
    {
        var recorded = File.ReadAllText(Manifest);
        Figshare.Faults.Add(Fault.NotFound(FaultPoint.Api) with { Times = int.MaxValue });

        RunRecipe(page);

        Assert.Equal(recorded, File.ReadAllText(Manifest));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void File_that_is_published_during_the_download_is_not_recorded(string page)
    {
        Figshare.Faults.Add(Fault.NotFound(FaultPoint.Redirect) with
        {
            When = () =>
            {
                Publish(13, name: "late.bin");
                return false;
            },
        });

        RunRecipe(page);

        Assert.Contains("b.bin", File.ReadAllText(Manifest), StringComparison.Ordinal);
        Assert.DoesNotContain("late.bin", File.ReadAllText(Manifest), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void File_that_an_incomplete_run_saved_is_replaced(string page)
    {
        Directory.CreateDirectory(Path.Combine(Folder, "plates"));
        File.WriteAllBytes(Path.Combine(Folder, "plates", "b.bin"), new byte[10_000]);

        RunRecipe(page);

        // The length is the same.
        Assert.Equal(SimulatedContent.Pattern(10_000, 12).Md5, Digest.OfFile(Path.Combine(Folder, "plates", "b.bin")));
    }

    /// <summary>Runs each statement by itself, as after pasting: the next one runs also after an error that ends one.</summary>
    private void RunRecipe(string page)
    {
        var recipe = Recipe().Match(File.ReadAllText(Path.Combine(s_repository, page)));
        Assert.True(recipe.Success);
        var code = recipe.Value.Replace("9995672", "4", StringComparison.Ordinal)
            .Replace(@"D:\plates", "plates", StringComparison.Ordinal);
        foreach (var statement in Parser.ParseInput(code, out _, out _).EndBlock.Statements)
        {
            Run(statement.Extent.Text);
        }
    }

    [GeneratedRegex(
        @"(?:^Get-FigshareManifest[^\n]*\n)?^Compare-FigshareManifest manifest\.csv.*?^if [^}]*\}",
        RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Recipe();
}
