using System;
using System.IO;
using FigshareTools.Tests.Support;

namespace FigshareTools.Tests.Cmdlets;

/// <summary>The folder by which processes keep one pace.</summary>
public sealed class PaceFolderTests : ModuleTest
{
    [Fact]
    public void Request_takes_a_second_in_the_folder()
    {
        Run("Find-FigshareArticle plates -PaceFolder $Folder/pace").Clean();

        Assert.EndsWith(
            ".slot", Assert.Single(Directory.EnumerateFiles(Path.Combine(Folder, "pace"))), StringComparison.Ordinal);
    }

    [Fact]
    public void Folder_that_cannot_be_used_is_one_warning()
    {
        Publish(11);
        File.WriteAllText(Path.Combine(Folder, "pace"), "");

        var outcome = Run("Find-FigshareArticle plates -PaceFolder $Folder/pace").Clean();

        Assert.Single(outcome.Output);
        Assert.StartsWith(
            $"the pace folder '{Path.Combine(Folder, "pace")}' cannot be used (", Assert.Single(outcome.Warnings),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Path_that_is_no_folder_of_the_file_system_ends_the_cmdlet() => Assert.Equal(
        "BadPaceFolder,FigshareTools.Cmdlets.FindFigshareArticleCommand",
        Assert.Single(Run("Find-FigshareArticle plates -PaceFolder Variable:pace").Errors).FullyQualifiedErrorId);
}
