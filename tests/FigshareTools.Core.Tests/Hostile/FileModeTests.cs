using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Versioning;
using System.Text;
using FigshareTools.Api;

namespace FigshareTools.Core.Tests.Hostile;

public class FileModeTests
{
    [Fact]
    public void A_cached_response_is_readable_by_its_owner_only()
    {
        var build = typeof(ResponseCache).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName;
        Assert.SkipUnless(
            !OperatingSystem.IsWindows() && build.StartsWith(".NETCoreApp", StringComparison.Ordinal),
            "Windows and the build for Windows PowerShell leave it to the folder.");
        var folder = Directory.CreateTempSubdirectory("figsharetools-");
        try
        {
            new ResponseCache(folder.FullName, TimeProvider.System).Write(
                new Uri("https://api.figshare.com/v2/articles/4"), new CachedResponse("\"a\"", Encoding.UTF8.GetBytes("{}")));

            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, folder.EnumerateFiles().Single().UnixFileMode);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
