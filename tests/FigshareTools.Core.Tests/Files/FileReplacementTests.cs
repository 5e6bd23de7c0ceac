using System;
using System.IO;
using FigshareTools.Files;

namespace FigshareTools.Core.Tests.Files;

public sealed class FileReplacementTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("figsharetools-").FullName;
    private readonly string _source;
    private readonly string _target;

    public FileReplacementTests()
    {
        _source = Path.Combine(_folder, "new ž.part");
        _target = Path.Combine(_folder, "file ž");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void File_gets_the_name_whether_or_not_another_file_has_it(bool exists)
    {
        File.WriteAllText(_source, "new");
        if (exists)
        {
            File.WriteAllText(_target, "a longer old text");
        }

        FileReplacement.Replace(_source, _target);

        Assert.Equal("new", File.ReadAllText(_target));
        Assert.Equal([_target], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Old_file_is_kept_when_the_new_one_is_missing()
    {
        File.WriteAllText(_target, "old");

        Assert.ThrowsAny<IOException>(() => FileReplacement.Replace(_source, _target));

        Assert.Equal("old", File.ReadAllText(_target));
    }

    [Fact]
    public void Folder_is_not_replaced()
    {
        File.WriteAllText(_source, "new");
        Directory.CreateDirectory(_target);

        var refusal = Assert.ThrowsAny<SystemException>(() => FileReplacement.Replace(_source, _target));

        Assert.True(refusal is IOException or UnauthorizedAccessException, refusal.ToString());
        Assert.True(Directory.Exists(_target));
        Assert.Equal("new", File.ReadAllText(_source));
    }

    [Fact]
    public void Free_name_is_taken()
    {
        File.WriteAllText(_source, "new");

        FileReplacement.MoveToFreeName(_source, _target);

        Assert.Equal("new", File.ReadAllText(_target));
        Assert.False(File.Exists(_source));
    }

    [Fact]
    public void Name_that_a_file_has_is_not_free()
    {
        File.WriteAllText(_source, "new");
        File.WriteAllText(_target, "old");

        Assert.ThrowsAny<IOException>(() => FileReplacement.MoveToFreeName(_source, _target));

        Assert.Equal("old", File.ReadAllText(_target));
        Assert.Equal("new", File.ReadAllText(_source));
    }
}
