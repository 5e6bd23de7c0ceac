using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using FigshareTools.Tests.Support;

namespace FigshareTools.Tests.Objects;

/// <summary>The objects that the cmdlets return are made for PowerShell.</summary>
public class ObjectTests : ModuleTest
{
    private static readonly string[] s_textTypes =
    [
        "String", "Int64", "Int32", "Boolean", "FigshareSecret", "PlateTables",
    ];

    /// <summary>ConvertTo-Json writes an enumeration as a number, and a TimeSpan as an object of fifteen members.</summary>
    [Fact]
    public void Values_are_texts_and_numbers()
    {
        var types = Run("[FigshareTools.Objects.SavedPlate].Assembly.GetExportedTypes()").Clean().Output
            .Select(type => (Type)type.BaseObject).Where(type => type.Namespace == "FigshareTools.Objects").ToList();

        Assert.Equal(4, types.Count);
        Assert.All(types.SelectMany(type => type.GetProperties()), property => Assert.Contains(
            (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType).Name, s_textTypes));
    }

    [Fact]
    public void No_output_shows_a_method_of_the_compiler()
    {
        var types = Run("(Get-Command -Module FigshareTools).OutputType.Type").Clean().Output
            .Select(type => (Type)type.BaseObject).ToList();

        Assert.NotEmpty(types);
        Assert.All(types, type => Assert.DoesNotContain(type.GetMethods(), method => method.Name.Contains('<', StringComparison.Ordinal)));
    }

    [Fact]
    public void A_result_has_its_own_columns_only_and_a_hidden_PSPath()
    {
        Publish(11, name: "a.bin");

        var outcome = Run("""
            Get-FigshareManifest 4 | Save-FigsharePlate -Destination $Folder -OutVariable saved
            $saved | Test-FigsharePlate -OutVariable tested
            $saved | Export-Csv $Folder/saved.csv
            $tested | Export-Csv $Folder/tested.csv
            """).Clean();

        Assert.All(outcome.Output, result => Assert.Equal(result.Properties["Path"].Value, result.Properties["PSPath"].Value));
        foreach (var name in new[] { "saved.csv", "tested.csv" })
        {
            var lines = File.ReadAllLines(Path.Combine(Folder, name));
            Assert.Matches("^\"?Plate\"?,", lines[0]);
            Assert.DoesNotContain("PSPath", lines[0], StringComparison.Ordinal);
            Assert.Matches(@"\b00:00:[0-9]{2}", lines[1]);
        }
    }

    [Fact]
    public void Scripts_calculate_with_the_time_of_a_result()
    {
        Publish(11);

        var outcome = Run("(Save-FigsharePlate 11 -Destination $Folder -OutVariable saved | Test-FigsharePlate).Elapsed; $saved.Elapsed")
            .Clean();

        Assert.All(outcome.Output, time => Assert.IsType<TimeSpan>(time.BaseObject));
        Assert.Equal(2, outcome.Output.Count);
    }

    [Fact]
    public void A_file_id_that_is_not_known_is_null()
    {
        File.WriteAllText(Path.Combine(Folder, "md5sums.txt"), $"{new string('0', 32)}  sub/a.bin\n");

        var outcome = Run("""
            Get-FigshareManifest -Path $Folder/md5sums.txt -OutVariable listed
            $listed | Test-FigsharePlate -Destination $Folder
            """).Clean();

        Assert.Equal([null, null], outcome.Values<object?>("FileId"));
    }

    [Fact]
    public void Times_of_an_article_are_in_ISO_8601()
    {
        var found = Run("""
            $article = [FigshareTools.FigshareArticle]@{ PublishedDate = [datetime]::new(2021, 6, 10, 14, 45, 37, [DateTimeKind]::Utc) }
            [FigshareTools.Objects.FoundArticle]::new($article)
            """).Clean();

        Assert.Equal(["2021-06-10T14:45:37Z"], found.Texts("PublishedDate"));
    }

    [Theory]
    [InlineData("@{ Plate = 'A'; FileName = 'sub/a.bin'; FileId = 7 }", "A")]
    [InlineData("@{ FileName = 'sub/a.bin'; FileId = 7 }", "a.bin")]
    [InlineData("@{ FileId = 7 }", "7")]
    [InlineData("@{ }", "")]
    public void A_view_names_a_plate_by_its_label_its_file_or_its_id(string plate, string expected)
    {
        var label = Run($"[FigshareTools.Views.Cells]::Label([FigshareTools.Objects.ListedPlate]::new([FigshareTools.FigsharePlate]{plate}))");

        Assert.Equal(expected, Assert.Single(label.Clean().Output).ToString());
    }

    [Fact]
    public void Views_leave_names_and_paths_the_width_of_the_window()
    {
        var views = File.ReadAllText(Path.Combine(
            Path.GetDirectoryName(ModuleUnderTest.BuiltManifest)!, "FigshareTools.Format.ps1xml"));

        Assert.DoesNotMatch("<Label>(Plate|FileName|Title|Path|Problem[^<]*)</Label><Width>", views);
        Assert.Contains("$_.Problem", views, StringComparison.Ordinal);
    }

    [Fact]
    public void Retries_are_guarded_in_all_texts()
    {
        var module = Path.GetDirectoryName(ModuleUnderTest.BuiltManifest)!;
        string[] texts =
        [
            Path.Combine(module, "..", "..", "..", "README.md"),
            .. Directory.GetFiles(Path.Combine(module, "..", "..", "..", "docs"), "*.md", SearchOption.AllDirectories),
            .. Directory.GetFiles(Path.Combine(module, "en-US")),
        ];

        // Without failures, $failed.TargetObject is null, which is a row that says nothing.
        Assert.All(texts, path => Assert.DoesNotMatch(
            new Regex(@"(?<!if \(\$failed\) \{\s*)\$failed\.TargetObject \|"), File.ReadAllText(path)));
    }
}
