using System;

namespace FigshareTools.Hashing;

/// <summary>
/// The intermediate MD5 of a stream: the chaining variables, and the bytes that do not fill a block yet.
/// </summary>
internal sealed class Md5State
{
    public const int BlockBytes = 64;

    private readonly byte[] _tail = new byte[BlockBytes];
    private int _tailCount;

    public Md5State() => Reset();

    /// <summary>The chaining variables A, B, C and D.</summary>
    public uint[] Words { get; } = new uint[4];

    /// <summary>Returns to the state of an empty stream.</summary>
    public void Reset()
    {
        (Words[0], Words[1], Words[2], Words[3]) = (0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
        _tailCount = 0;
    }

    /// <summary>Hashes the first bytes of a buffer, without vectors.</summary>
    public void Append(byte[] buffer, int count)
    {
        var begin = CompleteBlock(buffer.AsSpan(0, count));
        var blocks = (count - begin) / BlockBytes;
        Md5Scalar.Compress(Words, buffer, begin, blocks);
        begin += blocks * BlockBytes;
        AppendTail(buffer.AsSpan(begin, count - begin));
    }

    /// <summary>Adds bytes to a block that is not full, and hashes the block if it becomes full.</summary>
    /// <returns>The number of bytes taken; zero if no block has been started.</returns>
    public int CompleteBlock(ReadOnlySpan<byte> bytes)
    {
        if (_tailCount == 0)
        {
            return 0;
        }

        var count = Math.Min(bytes.Length, BlockBytes - _tailCount);
        AppendTail(bytes.Slice(0, count));
        if (_tailCount == BlockBytes)
        {
            CompressTail();
        }

        return count;
    }

    /// <summary>Keeps bytes that do not fill a block.</summary>
    public void AppendTail(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_tail.AsSpan(_tailCount));
        _tailCount += bytes.Length;
    }

    /// <summary>Computes the digest and resets the state.</summary>
    /// <param name="length">The number of bytes in the whole stream.</param>
    /// <returns>32 lower-case hexadecimal digits.</returns>
    public string Finish(long length)
    {
        _tail[_tailCount++] = 0x80;
        if (_tailCount > BlockBytes - sizeof(long))
        {
            Array.Clear(_tail, _tailCount, BlockBytes - _tailCount);
            CompressTail();
        }

        Array.Clear(_tail, _tailCount, BlockBytes - _tailCount);
        for (var i = 0; i < sizeof(long); i++)
        {
            _tail[BlockBytes - sizeof(long) + i] = (byte)((length << 3) >> (8 * i));
        }

        CompressTail();
        var digest = ToHexadecimal(Words);
        Reset();
        return digest;
    }

    /// <summary>The bytes of the words, the lowest of each word first.</summary>
    private static string ToHexadecimal(uint[] words)
    {
        const string Digits = "0123456789abcdef";
        var text = new char[2 * sizeof(uint) * words.Length];
        for (var i = 0; i < text.Length; i += 2)
        {
            var value = words[i / 8] >> (4 * (i % 8));
            text[i] = Digits[(int)((value >> 4) & 15)];
            text[i + 1] = Digits[(int)(value & 15)];
        }

        return new string(text);
    }

    private void CompressTail()
    {
        Md5Scalar.Compress(Words, _tail, 0, 1);
        _tailCount = 0;
    }
}
