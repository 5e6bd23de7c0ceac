using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using FigshareTools.Packaging.Tests.Support;

namespace FigshareTools.Packaging.Tests;

/// <summary>Equal files give equal packages.</summary>
public sealed class DeterministicZipTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("figsharetools-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Order_of_the_files_does_not_matter()
    {
        PackageFile[] files = [new("b/a.txt", [1, 2, 3]), new("B.txt", [4]), new("a.txt", [])];

        var zip = DeterministicZip.Write(files);

        Assert.Equal(zip, DeterministicZip.Write(files.Reverse()));
        using var archive = new ZipArchive(new MemoryStream(zip));
        Assert.Equal(["B.txt", "a.txt", "b/a.txt"], archive.Entries.Select(entry => entry.FullName));
    }

    [Fact]
    public void Entries_have_one_time_and_are_plain_readable_files()
    {
        using var archive = new ZipArchive(new MemoryStream(DeterministicZip.Write([new("a.txt", [1])])));

        var entry = Assert.Single(archive.Entries);
        Assert.Equal(new DateTime(1980, 1, 1), entry.LastWriteTime.DateTime);
        Assert.Equal(Convert.ToInt32("100644", 8), entry.ExternalAttributes >> 16 & 0xFFFF);
    }

    [Fact]
    public void Packages_of_a_copied_module_folder_are_the_same_bytes()
    {
        var copy = Path.Combine(_folder, "another name", Built.Version);
        foreach (var file in Directory.GetFiles(Built.Module, "*", SearchOption.AllDirectories).Reverse())
        {
            var target = Path.Combine(copy, Path.GetRelativePath(Built.Module, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
            File.SetLastWriteTimeUtc(target, new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        }

        var packages = Built.Pack(copy);

        Assert.Equal(Built.Packages.Select(package => package.Name), packages.Select(package => package.Name));
        Assert.All(packages.Zip(Built.Packages), pair => Assert.Equal(pair.Second.Content, pair.First.Content));
    }
}
