namespace FigshareTools.Core.Tests.Plates;

public class PlateFileNameTests
{
    [Theory]
    [InlineData("SQ1", "a.bin", "a.bin")]
    [InlineData("BR.001", null, "BR.001.sqlite")]
    [InlineData(" SQ1 ", " ", "SQ1.sqlite")]
    [InlineData(" ", "", null)]
    [InlineData(null, null, null)]
    public void Name_is_that_of_the_row_or_of_its_label(string? label, string? fileName, string? name) =>
        Assert.Equal(name, PlateFileName.Of(new FigsharePlate { Plate = label, FileName = fileName }));

    [Theory]
    [InlineData("/data/plates/SQ1.sqlite", "SQ1.sqlite", "/data/plates")]
    [InlineData("/data/plates/SQ1.sqlite", null, "/data/plates")]
    [InlineData("/data/plates/set/SQ1.sqlite", "set/SQ1.sqlite", "/data/plates")]
    [InlineData(@"D:\plates\set\SQ1.sqlite", "set/SQ1.sqlite", @"D:\plates")]
    [InlineData(@"D:\SQ1.sqlite", "SQ1.sqlite", @"D:\")]
    [InlineData(@"D:\SQ1.sqlite", null, @"D:\")]
    [InlineData(@"D:\set\SQ1.sqlite", @"set\SQ1.sqlite", @"D:\")]
    [InlineData("D:/SQ1.sqlite", "SQ1.sqlite", "D:/")]
    [InlineData(@"\\?\D:\SQ1.sqlite", "SQ1.sqlite", @"\\?\D:\")]
    [InlineData(@"\\server\share\SQ1.sqlite", "SQ1.sqlite", @"\\server\share")]
    [InlineData("/SQ1.sqlite", "SQ1.sqlite", "/")]
    [InlineData("/set/SQ1.sqlite", "set/SQ1.sqlite", "/")]
    [InlineData("/data/b.sqlite", "SQ1.sqlite", null)]
    [InlineData("/data/xSQ1.sqlite", "SQ1.sqlite", null)]
    [InlineData("SQ1.sqlite", "SQ1.sqlite", null)]
    public void Folder_of_a_path_is_what_precedes_the_name(string path, string? fileName, string? folder) =>
        Assert.Equal(folder, PlateFileName.FolderOf(path, fileName));
}
