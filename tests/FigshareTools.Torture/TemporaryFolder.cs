using System;
using System.IO;

namespace FigshareTools.Torture;

/// <summary>A new, empty folder that is deleted in the end.</summary>
/// <param name="parent">The folder in which it is created.</param>
internal sealed class TemporaryFolder(string parent) : IDisposable
{
    /// <summary>The full path.</summary>
    public string Path { get; } =
        Directory.CreateDirectory(System.IO.Path.Combine(parent, $"figsharetools-torture-{Guid.NewGuid():n}")).FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
