using System;
using System.IO;
using System.Linq;
using System.Management.Automation;

namespace FigshareTools.Hosting.Tests.Csv;

public class CsvPathTests : CsvTest
{
    [Theory]
    [InlineData("Import-Csv missing.csv")]
    [InlineData("Import-Csv -LiteralPath missing.csv")]
    [InlineData("Import-Csv no-folder/missing.csv")]
    [InlineData("'x' | Export-Csv no-folder/missing.csv")]
    [InlineData("Import-Csv .")]
    public void Unreadable_file_ends_the_command_and_is_named(string script)
    {
        var error = Fail(script);

        Assert.StartsWith("FileOpenFailure,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.OpenError, error.CategoryInfo.Category);
        Assert.Contains(Folder.Path, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Path_is_resolved_from_the_current_location()
    {
        Folder.Write(Path.Combine("lists", "plates.csv"), "plate\nA\n");

        Assert.Equal(["plate=A"], Run("Import-Csv lists/plates.csv").Select(Format));
    }

    [Fact]
    public void Wildcard_must_match_a_single_file()
    {
        Folder.Write("a.csv", "plate\nA\n");
        Folder.Write("b1.csv", "plate\nB\n");
        Folder.Write("b2.csv", "plate\nB\n");

        Assert.Equal(["plate=A"], Run("Import-Csv a*.csv").Select(Format));
        var two = Fail("Import-Csv b*.csv");
        Assert.StartsWith("ReadWriteMultipleFilesNotSupported,", two.FullyQualifiedErrorId, StringComparison.Ordinal);
        var none = Fail("Import-Csv c*.csv");
        Assert.Contains("c*.csv did not resolve to a file", none.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Literal_path_has_no_wildcards()
    {
        Run("[pscustomobject]@{ plate = 'A' } | Export-Csv -LiteralPath 'a[1].csv'");

        Assert.True(System.IO.File.Exists(Folder.PathOf("a[1].csv")));
        Assert.Equal(["plate=A"], Run("Import-Csv -LiteralPath 'a[1].csv'").Select(Format));
    }

    [Theory]
    [InlineData("Import-Csv Variable:PWD")]
    [InlineData("1 | Export-Csv Variable:new")]
    public void Path_outside_the_file_system_is_refused(string script) => Assert.StartsWith(
        "ReadWriteFileNotFileSystemProvider,", Fail(script).FullyQualifiedErrorId, StringComparison.Ordinal);

    [Fact]
    public void File_that_is_still_being_written_can_be_read()
    {
        using var writer = new StreamWriter(new FileStream(File, FileMode.Create, FileAccess.Write, FileShare.Read));
        writer.Write("plate\nA\n");
        writer.Flush();

        Assert.Equal(["plate=A"], Run("Import-Csv $file").Select(Format));
    }
}
