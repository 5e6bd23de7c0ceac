using System;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace FigshareTools.Simulator;

/// <summary>Pseudo-random content that is computed when it is read.</summary>
/// <remarks>
/// Every block is the same block of random bytes, combined by exclusive or with a key. A bijective function computes
/// the key from seed and block number, so that no two blocks are equal.
/// </remarks>
internal sealed class PatternContent(long length, int seed) : SimulatedContent(length)
{
    private const int BlockSize = 64 * 1024;

    private static readonly byte[] s_block = CreateBlock();

    private protected override string Identity => string.Create(CultureInfo.InvariantCulture, $"{Length}/{seed}");

    public override int Read(long offset, Span<byte> buffer)
    {
        var count = Available(offset, buffer.Length);
        for (var done = 0; done < count;)
        {
            (var block, var start) = Math.DivRem(offset + done, BlockSize);
            var size = (int)Math.Min(count - done, BlockSize - start);
            Fill(buffer.Slice(done, size), s_block.AsSpan((int)start, size), KeyAt(block, (int)start));
            done += size;
        }

        return count;
    }

    private static void Fill(Span<byte> target, ReadOnlySpan<byte> source, ulong key)
    {
        var targetWords = MemoryMarshal.Cast<byte, ulong>(target);
        var sourceWords = MemoryMarshal.Cast<byte, ulong>(source);
        for (var i = 0; i < targetWords.Length; i++)
        {
            targetWords[i] = sourceWords[i] ^ key;
        }

        for (var i = targetWords.Length * sizeof(ulong); i < target.Length; i++)
        {
            target[i] = (byte)(source[i] ^ (key >> (8 * (i % sizeof(ulong)))));
        }
    }

    // The key is rotated so that it also fits a read that starts in the middle of a word.
    private ulong KeyAt(long block, int start) =>
        BitOperations.RotateRight(Mix(((ulong)(uint)seed << 32) | (uint)block), 8 * (start % sizeof(ulong)));

    private static byte[] CreateBlock()
    {
        var block = new byte[BlockSize];
        var words = MemoryMarshal.Cast<byte, ulong>(block.AsSpan());
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = Mix((ulong)i + 1);
        }

        return block;
    }

    // SplitMix64 (Steele, Lea and Flood, 2014): a bijection of 64-bit words.
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
