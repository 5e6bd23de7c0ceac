using System;
using System.IO;

namespace FigshareTools.Hosting.Tests.Support;

/// <summary>A temporary folder, deleted on disposal.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("figsharetools-").FullName;

    /// <summary>Returns the path of a file in the folder. The file need not exist.</summary>
    public string PathOf(params ReadOnlySpan<string> parts) =>
        System.IO.Path.Combine(Path, System.IO.Path.Combine(parts));

    /// <summary>Writes a file and creates its folders. Returns the path.</summary>
    public string Write(string name, string text = "")
    {
        var path = PathOf(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
