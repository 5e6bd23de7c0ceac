using System.IO;
using System.Threading.Tasks;

namespace FigshareTools.Files;

/// <summary>The file system of this machine.</summary>
internal sealed class LocalFileSystem : IFileSystem
{
    private readonly FolderFlusher _folders = new();

    private LocalFileSystem()
    {
    }

    public static LocalFileSystem Instance { get; } = new();

    public IPositionedFile CreateNew(string path, long reserve) => PositionedFile.Create(path, reserve);

    public IPositionedFile OpenExisting(string path) => PositionedFile.Open(path);

    public IPositionedFile CreateShared(string path) => PositionedFile.CreateShared(path);

    public void Rename(string source, string target) => FileReplacement.MoveToFreeName(source, target);

    public void Replace(string source, string target) => FileReplacement.Replace(source, target);

    public void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
            // The folder was deleted meanwhile, and the file with it.
        }
    }

    public Task FlushFolderAsync(string folder) => _folders.FlushAsync(folder);

    public long? UsableSpaceAt(string folder) => FreeSpace.UsableAt(folder);
}
