#if NET
using System;

namespace FigshareTools.Hashing;

/// <summary>The buffers of a stream that wait to be hashed, the oldest first, and the stream's MD5 state.</summary>
internal sealed class Md5Queue
{
    private readonly Piece[] _pieces = new Piece[Md5Stream.MaxBuffers];

    public Md5State State { get; } = new();

    /// <summary>The number of buffers.</summary>
    public int Count { get; private set; }

    /// <summary>The buffer that is hashed first.</summary>
    public byte[] Front => _pieces[0].Buffer;

    /// <summary>The number of whole blocks that are left in the front buffer.</summary>
    public int Blocks => _pieces[0].Rest.Length / Md5State.BlockBytes;

    /// <summary>The position of these blocks.</summary>
    public Md5Lane Lane => new(_pieces[0].Buffer, _pieces[0].Begin);

    public void Add(byte[] buffer, int count) => _pieces[Count++] = new Piece { Buffer = buffer, End = count };

    /// <summary>Finds whole blocks in the front buffer; moves bytes that do not fill a block into the state.</summary>
    /// <returns>False if there is no whole block: the front buffer is used up.</returns>
    public bool TryFindBlocks()
    {
        ref var piece = ref _pieces[0];
        piece.Begin += State.CompleteBlock(piece.Rest);
        if (Blocks > 0)
        {
            return true;
        }

        State.AppendTail(piece.Rest);
        piece.Begin = piece.End;
        return false;
    }

    /// <summary>Marks blocks of the front buffer as hashed.</summary>
    public void Advance(int blocks) => _pieces[0].Begin += blocks * Md5State.BlockBytes;

    public void RemoveFront()
    {
        Array.Copy(_pieces, 1, _pieces, 0, --Count);
        _pieces[Count] = default;
    }

    /// <summary>The bytes of a buffer that are not hashed yet: from Begin to before End.</summary>
    private struct Piece
    {
        public byte[] Buffer;
        public int Begin;
        public int End;

        public readonly ReadOnlySpan<byte> Rest => Buffer.AsSpan(Begin, End - Begin);
    }
}
#endif
