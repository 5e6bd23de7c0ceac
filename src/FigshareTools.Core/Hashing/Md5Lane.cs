#if NET
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace FigshareTools.Hashing;

/// <summary>What one lane hashes: bytes of a buffer, from an offset on.</summary>
internal readonly record struct Md5Lane(byte[] Buffer, int Offset)
{
    /// <summary>The byte that is so many after the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref byte At(int at) =>
        ref Unsafe.AddByteOffset(ref MemoryMarshal.GetArrayDataReference(Buffer), (nint)(uint)(Offset + at));
}
#endif
