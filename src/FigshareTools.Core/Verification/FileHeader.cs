using System.IO;
using FigshareTools.Hashing;
using FigshareTools.Http;

namespace FigshareTools.Verification;

/// <summary>The length and the first bytes of a file. They distinguish a database from a web page.</summary>
internal sealed class FileHeader
{
    private const int BufferBytes = 512;

    private readonly byte[] _bytes = new byte[BufferBytes];
    private readonly int _count;

    private FileHeader(FileStream file)
    {
        Length = file.Length;
        int count;
        while ((count = file.Read(_bytes, _count, BufferBytes - _count)) > 0)
        {
            _count += count;
        }
    }

    public long Length { get; }

    public bool IsMarkup => ContentSniffer.IsMarkup(mediaType: null, _bytes, _count);

    /// <summary>Whether the file begins as an SQLite database, which may be truncated.</summary>
    public bool IsSqlite => SqliteHeader.IsStart(_bytes, _count);

    /// <summary>What is wrong with the header of the database; null when nothing is.</summary>
    public string? SqliteProblem => SqliteHeader.ProblemOf(_bytes, _count, Length);

    /// <summary>Reads the header of a file; null when there is no such file.</summary>
    public static FileHeader? Read(string path)
    {
        try
        {
            using var file = FileMd5.Open(path);
            return new FileHeader(file);
        }
        catch (IOException e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
