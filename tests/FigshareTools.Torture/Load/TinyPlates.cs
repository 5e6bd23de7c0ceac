using System;
using System.IO;
using FigshareTools.Simulator;

namespace FigshareTools.Torture.Load;

/// <summary>Any number of plates of 4 KiB, with the same bytes, so that neither side has to keep them.</summary>
internal static class TinyPlates
{
    /// <summary>The length of each plate.</summary>
    public const int Length = 4096;

    private static readonly SimulatedContent s_content = SimulatedContent.Pattern(Length, seed: 1);

    /// <summary>The row of the plate with a number.</summary>
    public static FigsharePlate RowOf(int number) => new()
    {
        Plate = $"P{number}",
        FileId = 100 + number,
        FileName = $"P{number}.bin",
        Length = Length,
        Md5 = s_content.Md5,
    };

    /// <summary>The file of the plate with a number.</summary>
    public static SimulatedFile FileOf(int number) =>
        new() { Id = 100 + number, Name = $"P{number}.bin", Content = s_content };

    /// <summary>Whether the file of the plate with a number is there and exact.</summary>
    public static bool IsRight(string folder, int number)
    {
        var path = Path.Combine(folder, $"P{number}.bin");
        var expected = new byte[Length];
        s_content.Read(0, expected);
        return File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(expected);
    }
}
