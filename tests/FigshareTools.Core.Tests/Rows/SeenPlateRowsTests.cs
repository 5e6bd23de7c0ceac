using FigshareTools.Rows;

namespace FigshareTools.Core.Tests.Rows;

public class SeenPlateRowsTests
{
    private static readonly FigsharePlate s_plate = new() { Plate = "A", FileId = 1, Length = 2, Md5 = "3" };

    [Fact]
    public void A_row_with_equal_file_name_length_and_MD5_is_a_repetition()
    {
        var seen = new SeenPlateRows();

        Assert.True(seen.TryAdd(new(s_plate, null)));
        Assert.False(seen.TryAdd(new(s_plate, null)));
        Assert.False(seen.TryAdd(new(s_plate with { Plate = "B", FileName = "A.sqlite", Version = 7 }, null)));
    }

    [Fact]
    public void A_row_that_differs_in_one_value_is_not_a_repetition()
    {
        var seen = new SeenPlateRows();

        Assert.All(
            new PlateRow[]
            {
                new(s_plate, null),
                new(s_plate, "/a"),
                new(s_plate with { FileId = 2 }, null),
                new(s_plate with { Plate = "B" }, null),
                new(s_plate with { FileName = "b.bin" }, null),
                new(s_plate with { Length = null }, null),
                new(s_plate with { Md5 = null }, null),
            },
            row => Assert.True(seen.TryAdd(row)));
    }
}
