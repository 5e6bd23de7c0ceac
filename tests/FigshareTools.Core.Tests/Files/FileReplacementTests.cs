using System;
using System.IO;
using FigshareTools.Files;

namespace FigshareTools.Core.Tests.Files;

public sealed class FileReplacementTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("figsharetools-replace-").FullName;

    private string Source => Path.Combine(_folder, "ä new.part");

    private string Target => Path.Combine(_folder, "ä plate.sqlite");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_gets_a_name_that_is_free_or_taken(bool isTaken)
    {
        File.WriteAllText(Source, "new");
        if (isTaken)
        {
            File.WriteAllText(Target, "old and longer");
        }

        FileReplacement.Replace(Source, Target);

        Assert.Equal("new", File.ReadAllText(Target));
        Assert.Equal([Target], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_read_only_file_is_replaced_or_both_files_stay()
    {
        File.WriteAllText(Source, "new");
        File.WriteAllText(Target, "old");
        File.SetAttributes(Target, FileAttributes.ReadOnly);

        var error = Record.Exception(() => FileReplacement.Replace(Source, Target));

        // Windows refuses, other systems look at the rights of the folder only.
        Assert.True(error is null or UnauthorizedAccessException, $"{error}");
        Assert.Equal(error is null ? "new" : "old", File.ReadAllText(Target));
        Assert.Equal(error is not null, File.Exists(Source));
        File.SetAttributes(Target, FileAttributes.Normal);
    }

    [Fact]
    public void A_folder_is_never_replaced()
    {
        File.WriteAllText(Source, "new");
        Directory.CreateDirectory(Target);

        var error = Record.Exception(() => FileReplacement.Replace(Source, Target));

        Assert.True(error is IOException or UnauthorizedAccessException, $"{error}");
        Assert.True(File.Exists(Source));
    }

    [Fact]
    public void A_missing_file_is_an_IOException_and_the_target_stays()
    {
        File.WriteAllText(Target, "old");

        Assert.ThrowsAny<IOException>(() => FileReplacement.Replace(Source, Target));
        Assert.Equal("old", File.ReadAllText(Target));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
