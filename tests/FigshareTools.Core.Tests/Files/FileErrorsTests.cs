using System.IO;
using FigshareTools.Files;

namespace FigshareTools.Core.Tests.Files;

public class FileErrorsTests
{
    private const int NoNumber = unchecked((int)0x80131620);
    private const int NoSuchFolder = 2;

    [Theory]
    [InlineData(NoNumber, 999L, true)]
    [InlineData(NoNumber, 1000L, false)]
    [InlineData(NoNumber, null, false)]
    [InlineData(NoSuchFolder, 999L, false)]
    public void Reservation_of_more_than_is_free_means_a_full_disk(int number, long? free, bool isDiskFull)
    {
        var failure = FileErrors.OfReservation(new IOException("Failed to create 'x'", number), reserve: 1000, free);

        Assert.Equal(isDiskFull, FileErrors.IsDiskFull(failure));
        Assert.Equal("Failed to create 'x'", failure.Message);
    }
}
