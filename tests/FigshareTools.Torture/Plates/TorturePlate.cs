using System;
using System.IO;
using FigshareTools.Simulator;

namespace FigshareTools.Torture.Plates;

/// <summary>A plate of a schedule: its row, and the bytes that Figshare publishes.</summary>
/// <param name="Row">What the run is given.</param>
/// <param name="Content">The published bytes.</param>
internal sealed record TorturePlate(FigsharePlate Row, SimulatedContent Content)
{
    private const int ComparedBytes = 256 << 10;

    /// <summary>The name of its file.</summary>
    public string Name => Row.FileName!;

    /// <summary>The file of the simulator.</summary>
    public SimulatedFile ToFile() => new() { Id = Row.FileId, Name = Name, Content = Content };

    /// <summary>Compares a file with the published bytes; null if they are equal, or there is no file.</summary>
    public string? FindDifference(string path)
    {
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var length = RandomAccess.GetLength(file);
            if (length != Content.Length)
            {
                return $"{Name} has {length} bytes in place of {Content.Length}";
            }

            var (actual, expected) = (new byte[ComparedBytes], new byte[ComparedBytes]);
            for (long offset = 0; offset < length;)
            {
                var count = RandomAccess.Read(file, actual, offset);
                if (Content.Read(offset, expected.AsSpan(0, count)) != count || count == 0)
                {
                    return $"{Name} changed while it was read";
                }

                var same = actual.AsSpan(0, count).CommonPrefixLength(expected.AsSpan(0, count));
                if (same < count)
                {
                    return $"{Name} is wrong at byte {offset + same} of {length}";
                }

                offset += count;
            }

            return null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
