using System.IO;
using System.Linq;
using System.Text;
using FigshareTools.Files;

namespace FigshareTools.Core.Tests.Files;

/// <summary>Names of partial files and journals.</summary>
public class PartialPathTests
{
    private const string Id = "01234567-89abcdef-1267-c";

    [Fact]
    public void A_partial_file_has_the_name_of_its_writer()
    {
        var target = Path.Combine("d", "plate.sqlite");

        Assert.Equal(target + $".{Id}.part", PartialPath.OfFile(target, Id));
        Assert.Equal(target + ".part-state", PartialPath.OfJournal(target));
        Assert.Equal(target + $".{Id}.part-state", PartialPath.OfNewJournal(target, Id));
    }

    [Theory]
    [InlineData('a', 208)]
    [InlineData('a', 255)]
    [InlineData('é', 127)]
    [InlineData('板', 85)]
    public void All_names_fit_into_255_bytes(char c, int count)
    {
        var target = Path.Combine("d", new string(c, count));
        string[] paths = [PartialPath.OfFile(target, Id), PartialPath.OfJournal(target), PartialPath.OfNewJournal(target, Id)];

        Assert.All(paths, path => Assert.InRange(Encoding.UTF8.GetByteCount(Path.GetFileName(path)), 1, 255));
        Assert.All(paths, path => Assert.Equal("d", Path.GetDirectoryName(path)));
        Assert.Equal(3, paths.Distinct().Count());
    }

    [Fact]
    public void Long_names_with_the_same_beginning_stay_apart()
    {
        var name = new string('a', 254);

        Assert.NotEqual(PartialPath.OfJournal(Path.Combine("d", name + "1")), PartialPath.OfJournal(Path.Combine("d", name + "2")));
    }

    [Fact]
    public void A_shortened_name_keeps_surrogate_pairs_whole()
    {
        var name = Path.GetFileName(PartialPath.OfJournal(Path.Combine("d", "a" + string.Concat(Enumerable.Repeat("\U0001F9EA", 63)))));

        Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name)));
    }

    [Theory]
    [InlineData("plate")]
    [InlineData("plate.v2.sqlite")]
    public void The_writer_and_the_journal_are_parsed_from_a_path(string name)
    {
        var target = Path.Combine("d", name);
        var expected = (Id, PartialPath.OfJournal(target));

        Assert.Equal(expected, PartialPath.TryParse(PartialPath.OfFile(target, Id)));
        Assert.Equal(expected, PartialPath.TryParse(PartialPath.OfNewJournal(target, Id)));
        Assert.Null(PartialPath.TryParse(PartialPath.OfJournal(target)));
        Assert.Null(PartialPath.TryParse(target + ".part"));
        Assert.Null(PartialPath.TryParse(target));
    }
}
