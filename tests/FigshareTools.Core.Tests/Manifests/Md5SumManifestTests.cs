using System.Linq;

namespace FigshareTools.Core.Tests.Manifests;

public class Md5SumManifestTests : ManifestTest
{
    [Theory]
    [InlineData("  data/SQ00014610.sqlite", "data/SQ00014610.sqlite", "SQ00014610")]
    [InlineData(" *SQ00014610.sqlite", "SQ00014610.sqlite", "SQ00014610")]
    [InlineData("\tdata/SQ00014610.sqlite", "data/SQ00014610.sqlite", "SQ00014610")]
    [InlineData(" SQ00014610.sqlite", "SQ00014610.sqlite", "SQ00014610")]
    [InlineData("   leading.sqlite", " leading.sqlite", " leading")]
    [InlineData("  ./a b.sqlite", "a b.sqlite", "a b")]
    [InlineData("  0012345.sqlite", "0012345.sqlite", "0012345")]
    [InlineData("  a\\nb", "a\\nb", "nb")] // not escaped: the line does not begin with a backslash
    public void Lines_name_a_file_and_its_MD5(string rest, string fileName, string plate) => Assert.Equal(
        new FigsharePlate { Plate = plate, FileName = fileName, Md5 = Md5A },
        Plate($"{Md5A.ToUpperInvariant()}{rest}\n", "checked.txt"));

    [Theory]
    [InlineData(@"a\nb", "a\nb")]
    [InlineData(@"a\\nb", @"a\nb")]
    [InlineData(@"a\rb", "a\rb")]
    [InlineData(@"a\\\\b\", @"a\\b\")]
    public void Escaped_names_are_read(string written, string fileName) =>
        Assert.Equal(fileName, Plate($"\\{Md5A}  {written}\r\n", "md5sums.txt").FileName);

    [Theory]
    [InlineData("md5sums.txt")]
    [InlineData("md5_sums.txt")]
    [InlineData("plates.md5")]
    public void A_wrong_line_is_a_problem_and_other_lines_are_read(string name)
    {
        var entries = Entries($"broken\n# a comment\n\n{Md5A}  a.sqlite\n{Md5B}\n{Md5B}\tb.sqlite\n", name);

        Assert.Equal([null, "a", null, "b"], entries.Select(entry => entry.Plate?.Plate));
        Assert.Contains(", line 1: it is not an MD5 with a file name", entries[0].Problem!.Message);
        Assert.Contains(", line 5: ", entries[2].Problem!.Message);
    }
}
