using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using FigshareTools.Tests.Support;

namespace FigshareTools.Tests.Cmdlets;

/// <summary>An export never replaces a manifest with less than it was given, and computes the MD5s that it needs.</summary>
public class ExportFigshareManifestTests : ModuleTest
{
    private string Manifest => Path.Combine(Folder, "md5sums.txt");

    [Fact]
    public void Plates_that_were_skipped_are_listed_with_their_MD5()
    {
        var files = new[] { Publish(11), Publish(12) };
        const string Save = "Get-FigshareManifest 4 -Include $args[0] | Save-FigsharePlate -Destination $Folder";
        Run(Save, "11*").Clean();

        // The row of the plate that is there says no more than its name and length.
        var outcome = Run($$"""
            param($include)
            & {
                [pscustomobject]@{ id = 11; name = '11.bin'; size = 10000 } | Save-FigsharePlate -Destination $Folder
                {{Save.Replace("$args[0]", "$include", StringComparison.Ordinal)}}
            } | Export-FigshareManifest $Folder/md5sums.txt
            """, "12*").Clean();

        Assert.Empty(outcome.Output);
        Assert.Equal(
            [$"{files[0].Content.Md5}  11.bin", $"{files[1].Content.Md5}  12.bin"], File.ReadAllLines(Manifest));
    }

    [Theory]
    [InlineData("[pscustomobject]@{ Plate = 'B'; FileId = 2 }", "an md5sums file needs an MD5")]
    [InlineData("[pscustomobject]@{ Plate = 'B'; FileId = '1,2' }", "which is not an id")]
    [InlineData("[pscustomobject]@{ Path = \"$Folder/none.bin\" }", "there is no file")]
    public void A_row_that_cannot_be_listed_leaves_the_old_file(string row, string cause)
    {
        File.WriteAllText(Manifest, "old");

        var outcome = Run($$"""
            [pscustomobject]@{ Plate = 'A'; Md5 = '0' * 32 }, ({{row}}) | Export-FigshareManifest $Folder/md5sums.txt
            """);

        Assert.Contains(cause, outcome.Errors[0].ToString(), StringComparison.Ordinal);
        var refused = outcome.Errors[1];
        Assert.StartsWith("IncompleteManifest,", refused.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("1 of 2 rows cannot be listed", refused.ToString(), StringComparison.Ordinal);
        Assert.Equal(["md5sums.txt"], Directory.GetFiles(Folder).Select(Path.GetFileName));
        Assert.Equal("old", File.ReadAllText(Manifest));
    }

    [Fact]
    public void MD5s_of_files_are_computed_in_the_order_of_the_rows()
    {
        string[] names = ["c.bin", "a.bin", "sub/b.bin"];
        Directory.CreateDirectory(Path.Combine(Folder, "sub"));
        foreach (var name in names)
        {
            File.WriteAllBytes(Path.Combine(Folder, name), new byte[name == "c.bin" ? 3_000_000 : 10]);
        }

        var outcome = Run("""
            [IO.FileInfo]"$Folder/c.bin", [IO.FileInfo]"$Folder/a.bin", [pscustomobject]@{ name = 'sub/b.bin' },
                [pscustomobject]@{ name = 'z.bin'; md5 = '1' * 32 } | Export-FigshareManifest $Folder/md5sums.txt -PassThru
            """).Clean();

        Assert.Equal(
            [.. names.Select(name => $"{Digest.OfFile(Path.Combine(Folder, name))}  {name}"), $"{new string('1', 32)}  z.bin"],
            File.ReadAllLines(Manifest));
        Assert.Equal(4, outcome.Output.Count);
        Assert.Contains(outcome.Progress, record => record.Activity == "Computing MD5s");
        Assert.Equal(ProgressRecordType.Completed, outcome.Progress[^1].RecordType);
    }

    [Fact]
    public async Task Ctrl_C_stops_the_hashing_and_keeps_the_old_file()
    {
        File.WriteAllText(Manifest, "old");
        using (var large = new FileStream(Path.Combine(Folder, "large.bin"), FileMode.CreateNew))
        {
            // A hole, which takes minutes to read.
            large.SetLength(1L << 37);
        }

        var isHashing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var shell = Session.Create();
        shell.Streams.Progress.DataAdded += (_, _) => isHashing.TrySetResult();
        shell.AddScript("[IO.FileInfo]\"$Folder/large.bin\" | Export-FigshareManifest $Folder/md5sums.txt");
        var running = shell.BeginInvoke();
        await isHashing.Task.WaitAsync(Stop);

        await Task.Run(shell.Stop, Stop).WaitAsync(Stop);

        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(running));
        Assert.Equal("old", File.ReadAllText(Manifest));
        Assert.Equal(["large.bin", "md5sums.txt"], Directory.GetFiles(Folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Nothing_is_hashed_for_a_table_or_for_WhatIf()
    {
        File.WriteAllText(Path.Combine(Folder, "a.bin"), "a");

        var outcome = Run("""
            [IO.FileInfo]"$Folder/a.bin" | Export-FigshareManifest $Folder/m.csv
            [IO.FileInfo]"$Folder/a.bin" | Export-FigshareManifest $Folder/md5sums.txt -WhatIf
            (Import-Csv $Folder/m.csv).Md5
            """).Clean();

        Assert.Equal("", Assert.Single(outcome.Output).ToString());
        Assert.Empty(outcome.Progress);
        Assert.False(File.Exists(Manifest));
    }

    [Fact]
    public void A_path_to_another_file_than_the_name_is_no_place()
    {
        var outcome = Run("""
            [pscustomobject]@{ name = 'a.bin'; md5 = '0' * 32; path = "$Folder/images" },
                [pscustomobject]@{ name = 'b.bin'; md5 = '0' * 32; path = "$Folder/sub/b.bin" } |
                Export-FigshareManifest $Folder/md5sums.txt
            """).Clean();

        Assert.Empty(outcome.Warnings);
        Assert.Equal(["a.bin", "sub/b.bin"], File.ReadAllLines(Manifest).Select(line => line[34..]));
    }
}
