namespace FigshareTools.Packaging.Tests;

/// <summary>The manifest is read without being run.</summary>
public class ModuleManifestTests
{
    private const string Text = """
        @{
            RootModule        = if ($PSEdition -eq 'Core') { 'net8.0/A.dll' } else { 'net472/A.dll' }
            ModuleVersion     = '1.2.3'
            CmdletsToExport   = @('Get-A', 'Set-A')
            FileList          = @()
            PrivateData       = @{ PSData = @{ Tags = 'one', 'two'; ProjectUri = 'https://example.org' } }
        }
        """;

    [Fact]
    public void Constants_are_read_beside_a_root_module_that_is_none()
    {
        var manifest = ModuleManifest.Parse(Text);

        Assert.Equal("1.2.3", manifest.Version);
        Assert.Equal(["Get-A", "Set-A"], manifest.Cmdlets);
        Assert.Equal(["one", "two"], manifest.Tags);
        Assert.Equal("https://example.org", manifest.ProjectUri);
    }

    [Fact]
    public void FileList_is_filled_and_all_else_is_kept() => Assert.Equal(
        Text.Replace("@()", "@(\n        'A.psd1',\n        'it''s.txt'\n    )", System.StringComparison.Ordinal),
        ModuleManifest.Parse(Text).WithFileList(["A.psd1", "it's.txt"]));

    [Theory]
    [InlineData("@{ ModuleVersion = '1.0'", "The module manifest cannot be read")]
    [InlineData("'no table'", "it has no table")]
    [InlineData("@{ ModuleVersion = '1.0' }", "no PrivateData.PSData")]
    public void Text_that_is_no_manifest_is_refused(string text, string message) =>
        Assert.Contains(message, Assert.Throws<PackagingException>(() => ModuleManifest.Parse(text)).Message, System.StringComparison.Ordinal);

    [Fact]
    public void Missing_value_is_named() => Assert.Contains(
        "Author", Assert.Throws<PackagingException>(() => ModuleManifest.Parse(Text).Author).Message, System.StringComparison.Ordinal);
}
