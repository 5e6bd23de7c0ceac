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
}
