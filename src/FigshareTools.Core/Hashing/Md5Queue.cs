#if NET
using System;

namespace FigshareTools.Hashing;

/// <summary>The buffers of a stream that wait to be hashed, the oldest first, and how far its hash has come.</summary>
internal sealed class Md5Queue
{
    private readonly Piece[] _pieces = new Piece[Md5Stream.MostBuffers];

    public Md5State State { get; } = new();

    public int Count { get; private set; }

    /// <summary>The buffer that is hashed first.</summary>
    public byte[] Front => _pieces[0].Buffer;

    /// <summary>The whole blocks that are left in it.</summary>
    public int Blocks => _pieces[0].Rest.Length / Md5State.BlockBytes;

    /// <summary>Where they begin.</summary>
    public Md5Lane Lane => new(_pieces[0].Buffer, _pieces[0].Begin);

    public void Add(byte[] buffer, int count) => _pieces[Count++] = new Piece { Buffer = buffer, End = count };

    /// <summary>Whether there are whole blocks in the front; what is less goes into the state.</summary>
    public bool FindBlocks()
    {
        ref var piece = ref _pieces[0];
        piece.Begin += State.Complete(piece.Rest);
        if (Blocks > 0)
        {
            return true;
        }

        State.Keep(piece.Rest);
        piece.Begin = piece.End;
        return false;
    }

    /// <summary>So many blocks of the front are hashed.</summary>
    public void Advance(int blocks) => _pieces[0].Begin += blocks * Md5State.BlockBytes;

    public void RemoveFront()
    {
        Array.Copy(_pieces, 1, _pieces, 0, --Count);
        _pieces[Count] = default;
    }

    /// <summary>The bytes of a buffer that are not hashed yet.</summary>
    private struct Piece
    {
        public byte[] Buffer;
        public int Begin;
        public int End;

        public readonly ReadOnlySpan<byte> Rest => Buffer.AsSpan(Begin, End - Begin);
    }
}
#endif
