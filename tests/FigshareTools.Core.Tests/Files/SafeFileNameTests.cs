using System;
using System.IO;
using FigshareTools.Files;

namespace FigshareTools.Core.Tests.Files;

public class SafeFileNameTests
{
    private static readonly string s_folder = Path.Combine(Path.GetTempPath(), "plates [1]");

    [Theory]
    [InlineData("SQ00014610.sqlite", "SQ00014610.sqlite")]
    [InlineData("data/SQ1.sqlite", "data|SQ1.sqlite")]
    [InlineData("data\\SQ1.sqlite", "data|SQ1.sqlite")]
    [InlineData("c++.zip", "c++.zip")]
    [InlineData("näme, with [brackets] & spaces.csv", "näme, with [brackets] & spaces.csv")]
    [InlineData("..hidden", "..hidden")]
    [InlineData("console.txt", "console.txt")]
    [InlineData("COM10.txt", "COM10.txt")]
    [InlineData("x.part.sqlite", "x.part.sqlite")]
    [InlineData("x.part-states", "x.part-states")]
    [InlineData("xpart", "xpart")]
    public void A_safe_name_gives_a_path_below_the_folder(string name, string expected) =>
        Assert.Equal(
            (Path.Combine(s_folder, expected.Replace('|', Path.DirectorySeparatorChar)), null),
            SafeFileName.Below(s_folder, name));

    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("\\\\server\\share\\x")]
    [InlineData("..")]
    [InlineData("../x")]
    [InlineData("a/../../x")]
    [InlineData("a\\..\\x")]
    [InlineData("./x")]
    [InlineData("a//x")]
    [InlineData("a/")]
    [InlineData("C:x")]
    [InlineData("C:\\x")]
    [InlineData("x.sqlite:stream")]
    [InlineData("CON")]
    [InlineData("nul.sqlite")]
    [InlineData("com1.tar.gz")]
    [InlineData("LPT² .txt")]
    [InlineData("a/aux/b")]
    [InlineData("CONIN$")]
    [InlineData("x.")]
    [InlineData("x ")]
    [InlineData("x.part")]
    [InlineData("x.PART")]
    [InlineData(".part")]
    [InlineData("x.sqlite.part-state")]
    [InlineData("x.Part-State")]
    [InlineData("x.part/y.sqlite")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    [InlineData("a\u007fb")]
    [InlineData("a\u009bb")]
    [InlineData("plate\u202Egnp.sqlite")]
    [InlineData("\u2067plate\u2069.sqlite")]
    public void Unsafe_names_are_refused_with_a_reason(string name)
    {
        var (path, problem) = SafeFileName.Below(s_folder, name);

        Assert.Null(path);
        Assert.NotNull(problem);
        Assert.DoesNotContain(problem!, char.IsControl);
        Assert.Equal(PrintableText.Of(problem!), problem);
    }

    [Fact]
    public void A_name_that_is_not_valid_Unicode_is_refused()
    {
        Assert.Equal(@"the file name 'a\u{D800}' is not valid Unicode", SafeFileName.Below(s_folder, "a\ud800").Problem);
        Assert.Null(SafeFileName.Below(s_folder, "\U0001F9EB.csv").Problem);
    }

    [Theory]
    [InlineData("пластина.sqlite")]
    [InlineData("プレート.sqlite")]
    [InlineData("لوحة.sqlite")]
    [InlineData("می\u200Cخواهم.sqlite")]
    public void Letters_of_all_scripts_are_allowed(string name) =>
        Assert.Equal((Path.Combine(s_folder, name), null), SafeFileName.Below(s_folder, name));

    [Theory]
    [InlineData("plate.part")]
    [InlineData("plate.part-state")]
    public void A_name_of_a_partial_file_or_a_journal_is_refused_as_one(string name) => Assert.Equal(
        $"the file name '{name}' ends like a partial file's name", SafeFileName.Below(s_folder, name).Problem);

    [Fact]
    public void The_root_of_a_drive_can_be_the_folder()
    {
        var root = Path.GetPathRoot(Path.GetTempPath())!;

        Assert.Equal(Path.Combine(root, "x"), SafeFileName.Below(root, "x").Path);
    }
}
