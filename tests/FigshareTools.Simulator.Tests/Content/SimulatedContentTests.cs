using System;
using System.IO;
using System.Security.Cryptography;

namespace FigshareTools.Simulator.Tests.Content;

public class SimulatedContentTests
{
    private const int BlockSize = 64 * 1024;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 7)]
    [InlineData(3, 100)]
    [InlineData(BlockSize - 3, 10)]
    [InlineData(BlockSize + 5, BlockSize)]
    [InlineData((3 * BlockSize) - 1, 2)]
    [InlineData((3 * BlockSize) + 90, 20)]
    public void Pattern_does_not_depend_on_the_offset_of_the_read(int offset, int wanted)
    {
        var whole = Read(SimulatedContent.Pattern((3 * BlockSize) + 100, seed: 7), 0, int.MaxValue);

        var part = Read(SimulatedContent.Pattern((3 * BlockSize) + 100, seed: 7), offset, wanted);

        Assert.Equal(whole[offset..Math.Min(offset + wanted, whole.Length)], part);
    }

    [Fact]
    public void Pattern_does_not_depend_on_the_size_of_the_reads()
    {
        var pattern = SimulatedContent.Pattern(2 * BlockSize, seed: 8);
        using var pieces = new MemoryStream();
        for (var size = 1; pieces.Length < pattern.Length; size = (size * 3 % 1009) + 1)
        {
            pieces.Write(Read(pattern, pieces.Length, size));
        }

        Assert.Equal(Read(pattern, 0, int.MaxValue), pieces.ToArray());
    }

    [Fact]
    public void Pattern_does_not_repeat()
    {
        var pattern = SimulatedContent.Pattern(2 * BlockSize, seed: 9);

        Assert.NotEqual(Read(pattern, 0, BlockSize), Read(pattern, BlockSize, BlockSize));
        Assert.NotEqual(Read(pattern, 0, BlockSize), Read(SimulatedContent.Pattern(BlockSize, seed: 10), 0, BlockSize));
    }

    [Fact]
    public void Pattern_can_be_longer_than_any_disk()
    {
        var pattern = SimulatedContent.Pattern(long.MaxValue, seed: 11);

        Assert.Equal(Read(pattern, 1L << 40, 10), Read(pattern, 1L << 40, 20)[..10]);
        Assert.Equal(2, Read(pattern, long.MaxValue - 2, 10).Length);
    }

    [Fact]
    public void Read_beyond_the_end_returns_no_bytes()
    {
        foreach (var content in new[]
        {
            SimulatedContent.Pattern(10, seed: 12), SimulatedContent.FromBytes(new byte[10]), SimulatedContent.Empty,
        })
        {
            Assert.Empty(Read(content, content.Length, 1));
            Assert.Empty(Read(content, content.Length + 5, 1));
        }
    }

    [Fact]
    public void Negative_length_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SimulatedContent.Pattern(-1, seed: 0));

    [Fact]
    public void Md5_is_computed_from_the_bytes()
    {
        var pattern = SimulatedContent.Pattern(1_000_000, seed: 13);

        Assert.Equal(Digest.Of(Read(pattern, 0, int.MaxValue)), pattern.Md5);
        Assert.Equal("d41d8cd98f00b204e9800998ecf8427e", SimulatedContent.Empty.Md5);
    }

    [Fact]
    public void ETag_identifies_the_content_and_ends_in_its_parts_of_8_MiB()
    {
        var tag = SimulatedContent.Pattern(1000, seed: 14).ETag;

        Assert.Equal(tag, SimulatedContent.Pattern(1000, seed: 14).ETag);
        Assert.NotEqual(tag, SimulatedContent.Pattern(1000, seed: 15).ETag);
        Assert.NotEqual(tag, SimulatedContent.Pattern(1001, seed: 14).ETag);
        Assert.EndsWith("-1\"", tag, StringComparison.Ordinal);
        Assert.EndsWith("-3\"", SimulatedContent.Pattern((16 << 20) + 1, seed: 14).ETag, StringComparison.Ordinal);
    }

    [Fact]
    public void File_content_is_read_from_disk_and_leaves_the_file_deletable()
    {
        var folder = Directory.CreateTempSubdirectory("figsharetools-").FullName;
        try
        {
            var path = Path.Combine(folder, "plate.bin");
            var bytes = RandomNumberGenerator.GetBytes(1000);
            File.WriteAllBytes(path, bytes);
            var content = SimulatedContent.FromFile(path);

            Assert.Equal(bytes, Read(content, 0, 5000));
            Assert.Equal(bytes[900..], Read(content, 900, 5000));
            Assert.Equal(Digest.Of(bytes), content.Md5);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static byte[] Read(SimulatedContent content, long offset, int wanted)
    {
        var buffer = new byte[(int)Math.Min(wanted, Math.Max(content.Length - offset, 0) + 1)];
        return buffer[..content.Read(offset, buffer)];
    }
}
