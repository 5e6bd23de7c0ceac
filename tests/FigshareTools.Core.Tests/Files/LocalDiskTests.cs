using System.IO;
using FigshareTools.Files;

namespace FigshareTools.Core.Tests.Files;

/// <summary>Which folders are known to be on this machine.</summary>
public class LocalDiskTests
{
    [Fact]
    public void Memory_of_this_machine_is_local()
    {
        Assert.SkipUnless(Directory.Exists("/dev/shm"), "This system has no such folder.");

        Assert.True(LocalDisk.Contains("/dev/shm"));
    }

    [Fact]
    public void Folder_that_does_not_exist_is_not_known_to_be_local() =>
        Assert.False(LocalDisk.Contains(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName())));

    [Fact]
    public void Share_of_another_machine_is_not_local()
    {
        Assert.SkipUnless(Path.DirectorySeparatorChar == '\\', "Only Windows has such paths.");

        Assert.False(LocalDisk.Contains(@"\\server.invalid\share\plates"));
    }
}
