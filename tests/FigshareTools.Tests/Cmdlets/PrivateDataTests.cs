using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using FigshareTools.Simulator;
using FigshareTools.Tests.Support;

namespace FigshareTools.Tests.Cmdlets;

/// <summary>Tokens and keys are sent where they are needed and are in no output.</summary>
public class PrivateDataTests : ModuleTest
{
    private const string Secret = "5ecre7-t0ken-0123456789abcdef";

    [Fact]
    public void A_token_is_in_no_output_and_no_file()
    {
        PublishPrivate();
        Figshare.Faults.Add(Fault.Close(1000));

        var outcome = Run($$"""
            $token = [Security.SecureString]::new()
            '{{Secret}}'.ToCharArray() | ForEach-Object { $token.AppendChar($_) }
            $DebugPreference = 'Continue'
            $plates = Get-FigshareManifest 4 -Token $token -Verbose
            $plates
            $plates | Save-FigsharePlate -Token $token -Destination $Folder -Verbose
            $plates | Test-FigsharePlate -Token $token -Destination $Folder -Verbose
            $plates | Export-FigshareManifest $Folder/m.json -Verbose
            Save-FigsharePlate 999 -Token $token -Destination $Folder -Verbose
            Get-FigshareManifest 999 -Token $token -Verbose
            """);

        Assert.Equal(["Downloaded", "Valid"], outcome.Output.Skip(1).Select(item => item.Properties["Status"].Value.ToString()));
        Assert.Equal(2, outcome.Errors.Count);
        var written = outcome.Output.SelectMany(item => item.Properties.Select(property => $"{property.Value}"))
            .Concat(outcome.Output.Select(item => PSSerializer.Serialize(item, 5)))
            .Concat(outcome.Errors.Select(error => $"{error} {error.Exception} {error.TargetObject} {error.CategoryInfo}"))
            .Concat(outcome.Verbose).Concat(outcome.Warnings)
            .Concat(outcome.Progress.Select(record => record.ToString()))
            .Concat(Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Select(File.ReadAllText));
        Assert.All(written, text => Assert.DoesNotContain(Secret, text, StringComparison.Ordinal));
        Assert.All(Figshare.Log.Snapshot(), AssertPermitted);
        Assert.Contains(Figshare.Log.Snapshot(), request => request.Authorization == $"token {Secret}");
        Assert.Contains(Figshare.Log.Snapshot(), request => request.PathAndQuery == $"/files/100?token={Secret}");
    }

    [Theory]
    [InlineData("Get-FigshareManifest 4 -Token $token -ApiUri http://mirror.example.org/v2")]
    [InlineData("Save-FigsharePlate 4 -Token $token -Destination $Folder -DownloadUri http://mirror.example.org")]
    public void A_token_is_not_sent_without_encryption(string line)
    {
        var outcome = Run(
            $"$token = [Security.SecureString]::new(); $token.AppendChar('x'); try {{ {line} }} catch {{ throw }}");

        Assert.StartsWith("TokenInClear,", outcome.Thrown!.ErrorRecord.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void The_key_of_a_private_link_is_in_no_output()
    {
        PublishPrivate();
        const string Key = "63fc1ada93e42e388e63";

        var outcome = Run($$"""
            Get-FigshareManifest 'https://ndownloader.figshare.com/files/100?private_link={{Key}}' -OutVariable plates -Verbose |
                Save-FigsharePlate -Destination $Folder -Verbose
            $plates
            Get-FigshareManifest 'https://figshare.com/s/{{Key}}' -Verbose
            """);

        Assert.Equal("Downloaded", outcome.Output[0].Properties["Status"].Value.ToString());
        Assert.StartsWith("PrivateLinkNeedsFiles,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        var written = outcome.Output.Select(item => PSSerializer.Serialize(item, 5))
            .Concat(outcome.Errors.Select(error => $"{error} {error.Exception} {error.TargetObject}"))
            .Concat(outcome.Verbose);
        Assert.All(written, text => Assert.DoesNotContain(Key, text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Plate")]
    [InlineData("FileName")]
    public void A_key_in_a_name_is_in_no_output_log_and_report(string column)
    {
        const string Key = "63fc1ada93e42e388e63";

        var outcome = Run($$"""
            [pscustomobject]@{ FileId = 100; {{column}} = 'https://figshare.com/s/{{Key}}?private_link={{Key}}' },
            [pscustomobject]@{ FileId = 'wrong'; {{column}} = 'https://figshare.com/s/{{Key}}' } |
                Save-FigsharePlate -Destination $Folder -LogPath $Folder/night.jsonl -ErrorVariable failed -Verbose
            $failed | Export-FigshareReport -Path $Folder/failed.html -Summary
            Export-FigshareReport -LogPath $Folder/night.jsonl -Path $Folder/night.html -Summary
            """);

        Assert.Equal(
            ["InvalidFileName", "InvalidPlate"],
            outcome.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]).Order());
        var written = outcome.Errors.Select(error => $"{error} {error.Exception} {error.CategoryInfo.TargetName}")
            .Concat(outcome.Output.Select(line => $"{line}"))
            .Concat(outcome.Verbose)
            .Concat(Directory.EnumerateFiles(Folder).Select(File.ReadAllText));
        Assert.All(written, text => Assert.DoesNotContain(Key, text, StringComparison.Ordinal));
        // Without the address as its name, the plate can be saved.
        Assert.Contains(
            "[pscustomobject]@{ FileId = 100 }", File.ReadAllText(Path.Combine(Folder, "night.html")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$plates | Export-Csv $Folder/m.csv; Import-Csv $Folder/m.csv")]
    [InlineData("[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($plates))")]
    [InlineData("[pscustomobject]@{ FileId = 100; PrivateLink = \"$($plates.PrivateLink)\" }")]
    public void A_key_that_was_lost_on_the_way_is_an_error(string way)
    {
        PublishPrivate();
        const string Key = "63fc1ada93e42e388e63";

        var outcome = Run($$"""
            $plates = Get-FigshareManifest 'https://ndownloader.figshare.com/files/100?private_link={{Key}}'
            $lost = & { {{way}} }
            $lost | Save-FigsharePlate -Destination $Folder
            $lost | Save-FigsharePlate -Destination $Folder -PrivateLink {{Key}}
            """);

        Assert.Equal("Downloaded", Assert.Single(outcome.Texts("Status")));
        var error = Assert.Single(outcome.Errors);
        Assert.StartsWith("InvalidPlate,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("the key of its private link is hidden by stars", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal([$"/files/100?private_link={Key}"], Figshare.Log.Snapshot()
            .Where(request => request.Point != FaultPoint.Storage).Select(request => request.PathAndQuery).Distinct());
    }

    [Theory]
    [InlineData("***")]
    [InlineData("tok\r\nX-Injected: 1")]
    [InlineData("tök")]
    public void A_token_that_cannot_be_one_ends_the_cmdlet(string token)
    {
        var outcome = Run("""
            param($text)
            $token = [Security.SecureString]::new()
            $text.ToCharArray() | ForEach-Object { $token.AppendChar($_) }
            try { Get-FigshareManifest 4 -Token $token } catch { throw }
            """, token);

        var error = outcome.Thrown!.ErrorRecord;
        Assert.StartsWith("BadToken,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.DoesNotContain(token, $"{error} {error.Exception}", StringComparison.Ordinal);
        Assert.Empty(Figshare.Log.Snapshot());
    }

    private static void AssertPermitted(WireRequest request)
    {
        var mayHeader = request.Point == FaultPoint.Api;
        var mayQuery = request.Point == FaultPoint.Downloader;
        Assert.True(mayHeader || !request.Headers.Values.Any(value => value.Contains(Secret, StringComparison.Ordinal)));
        Assert.True(mayQuery || !request.PathAndQuery.Contains(Secret, StringComparison.Ordinal));
    }

    private void PublishPrivate() => Figshare.Catalog.Add(new SimulatedArticle
    {
        Id = 4,
        Title = "Not yet published",
        Doi = "10.6084/m9.figshare.4",
        IsPublic = false,
        Owner = new SimulatedAccount(1, Secret),
        PrivateLinks = ["63fc1ada93e42e388e63"],
        Versions =
        [
            new SimulatedVersion
            {
                Files = [new SimulatedFile { Id = 100, Name = "100.bin", Content = SimulatedContent.Pattern(100_000, 1) }],
            },
        ],
    });
}
