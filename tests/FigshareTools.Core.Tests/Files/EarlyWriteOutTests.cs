using System;
using System.IO;
using FigshareTools.Files;

namespace FigshareTools.Core.Tests.Files;

/// <summary>Linux is asked to write out a file, and a refusal is no failure.</summary>
public class EarlyWriteOutTests
{
    [Fact]
    public void Linux_starts_to_write_out_a_file()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has the call.");
        var path = Path.GetTempFileName();
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
            RandomAccess.Write(file, new byte[100_000], fileOffset: 0);

            Assert.True(EarlyWriteOut.TryStart(file, end: 100_000));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Refusal_is_no_failure()
    {
        Assert.SkipUnless(File.Exists("/dev/null"), "This system has no device that cannot be written out.");
        using var file = File.OpenHandle("/dev/null", FileMode.Open, FileAccess.Write);

        Assert.False(EarlyWriteOut.TryStart(file, end: 1));
    }

    [Theory]
    // EIO, ENOSPC, EDQUOT: bytes may be lost.
    [InlineData(5, true)]
    [InlineData(28, true)]
    [InlineData(122, true)]
    // EPERM, EINVAL, ESPIPE, ENOSYS, EOPNOTSUPP: the call is forbidden or unknown.
    [InlineData(1, false)]
    [InlineData(22, false)]
    [InlineData(29, false)]
    [InlineData(38, false)]
    [InlineData(95, false)]
    public void Only_lost_bytes_are_a_failure(int error, bool isFailure) =>
        Assert.Equal(isFailure, EarlyWriteOut.IsFailure(error));
}
