using System;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using FigshareTools.Simulator;
using FigshareTools.Tests.Support;

namespace FigshareTools.Tests.Cmdlets;

/// <summary>The command that a report shows for plates that failed.</summary>
public sealed class ReportedCommandTests : ModuleTest
{
    [Fact]
    public void Command_of_the_page_saves_the_failed_plates()
    {
        Publish(1);
        var failing = """
            [pscustomobject]@{ FileId = 9; Plate = "it's 9"; FileName = 'sub/nine.bin'; ArticleId = 4 } |
                Save-FigsharePlate -Destination $Folder -ErrorVariable failed -ErrorAction SilentlyContinue
            $failed | Export-FigshareReport -Path "$Folder/night.html"
            """;
        Run(failing).Clean();
        Publish(9);

        var result = Assert.Single(Run(CommandOfPage()).Clean().Output);

        Assert.Equal(Path.Combine(Folder, "sub", "nine.bin"), result.Properties["Path"].Value);
    }

    [Theory]
    [InlineData("$failed | Export-FigshareReport -Path $Folder/night.html")]
    [InlineData("Export-FigshareReport -LogPath $Folder/night.jsonl -Path $Folder/night.html")]
    public void Command_of_the_page_keeps_name_length_md5_and_folder(string report)
    {
        var content = SimulatedContent.FromBytes(SqlitePlate.Bytes(rows: 10));
        // The table of a lab: MD5 and length, no article. The label has a dot and is not a file name.
        Run($$"""
            [pscustomobject]@{ figshare_id = 9; Plate = 'BR.001'; md5 = '{{content.Md5}}'; size = {{content.Length}} } |
                Save-FigsharePlate -Destination $Folder/plates -LogPath $Folder/night.jsonl -ErrorVariable failed -ErrorAction 0
            {{report}}
            """).Clean();
        Publish(9, content, "9.bin");

        var result = Assert.Single(Run(CommandOfPage()).Clean().Output);

        Assert.Equal(Path.Combine(Folder, "plates", "BR.001.sqlite"), result.Properties["Path"].Value);
        Assert.Equal(
            ("BR.001", "Md5", content.Md5),
            (result.Properties["Plate"].Value, result.Properties["Verified"].Value, result.Properties["ExpectedMd5"].Value));
    }

    [Fact]
    public void Command_of_a_log_continues_that_log()
    {
        Run("""
            [pscustomobject]@{ FileId = 9; FileName = '9.bin' } |
                Save-FigsharePlate -Destination $Folder/plates -LogPath "$Folder/it's night.jsonl" -ErrorAction 0
            Export-FigshareReport -LogPath "$Folder/it's night.jsonl" -Path $Folder/night.html
            """).Clean();
        Publish(9);
        Run(CommandOfPage()).Clean();

        var summary = Run("""Export-FigshareReport -LogPath "$Folder/it's night.jsonl" """).Clean().Output;

        Assert.Equal("FigshareTools: The plate is there.", summary[0].BaseObject);
    }

    [Fact]
    public void Command_replaces_a_damaged_file_of_the_right_length()
    {
        var file = Publish(9);
        File.WriteAllBytes(Path.Combine(Folder, "9.bin"), new byte[10_000]);
        Run($$"""
            [pscustomobject]@{ FileId = 9; FileName = '9.bin'; Length = 10000; Md5 = '{{file.Content.Md5}}' } |
                Test-FigsharePlate -Destination $Folder | Export-FigshareReport -Path $Folder/night.html
            """).Clean();

        var result = Assert.Single(Run(CommandOfPage()).Clean().Output);

        Assert.Equal(
            (Path.Combine(Folder, "9.bin"), "Downloaded", "Md5"),
            (result.Properties["Path"].Value, result.Properties["Status"].Value, result.Properties["Verified"].Value));
        Assert.Equal(file.Content.Md5, Digest.OfFile(Path.Combine(Folder, "9.bin")));
    }

    private string CommandOfPage() =>
        XDocument.Load(Path.Combine(Folder, "night.html")).Descendants()
            .Single(element => element.Name.LocalName == "code").Value;
}
