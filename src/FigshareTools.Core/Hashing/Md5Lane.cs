#if NET
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FigshareTools.Hashing;

/// <summary>The position of the bytes that one lane hashes: a buffer and an offset into it.</summary>
internal readonly record struct Md5Lane(byte[] Buffer, int Offset)
{
    /// <summary>Returns a reference to a byte, without a range check.</summary>
    /// <param name="index">The index of the byte, counted from <see cref="Offset"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref byte ByteAt(int index) =>
        ref Unsafe.AddByteOffset(ref MemoryMarshal.GetArrayDataReference(Buffer), (nint)(uint)(Offset + index));
}
#endif
