#if NET
using System;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace FigshareTools.Hashing;

/// <summary>How far a stream's MD5 has come: what was compressed, and the bytes that make no whole block yet.</summary>
internal sealed class Md5State
{
    public const int BlockBytes = 64;

    private readonly byte[] _tail = new byte[BlockBytes];
    private int _tailBytes;

    public Md5State() => Reset();

    /// <summary>A, B, C and D.</summary>
    public uint[] Words { get; } = new uint[4];

    public void Reset()
    {
        (Words[0], Words[1], Words[2], Words[3]) = (0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
        _tailBytes = 0;
    }

    /// <summary>Takes as many bytes as the block that is begun lacks, none when none is; tells how many.</summary>
    public int Complete(ReadOnlySpan<byte> bytes)
    {
        if (_tailBytes == 0)
        {
            return 0;
        }

        var count = Math.Min(bytes.Length, BlockBytes - _tailBytes);
        Keep(bytes[..count]);
        if (_tailBytes == BlockBytes)
        {
            CompressTail();
        }

        return count;
    }

    /// <summary>Keeps bytes that make no whole block.</summary>
    public void Keep(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_tail.AsSpan(_tailBytes));
        _tailBytes += bytes.Length;
    }

    /// <summary>The digest of so many bytes, 32 lower-case hexadecimal digits; begins anew.</summary>
    public string Finish(long length)
    {
        _tail[_tailBytes++] = 0x80;
        if (_tailBytes > BlockBytes - sizeof(long))
        {
            _tail.AsSpan(_tailBytes).Clear();
            CompressTail();
        }

        _tail.AsSpan(_tailBytes).Clear();
        BinaryPrimitives.WriteInt64LittleEndian(_tail.AsSpan(BlockBytes - sizeof(long)), length << 3);
        CompressTail();
        var digest = Convert.ToHexString(MemoryMarshal.AsBytes<uint>(Words)).ToLowerInvariant();
        Reset();
        return digest;
    }

    private void CompressTail()
    {
        var lane = new Md5Lane(_tail, 0);
        Md5Kernels.Run(1, Words, new ReadOnlySpan<Md5Lane>(in lane), 1);
        _tailBytes = 0;
    }
}
#endif
