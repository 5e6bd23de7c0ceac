#if NET
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace FigshareTools.Hashing;

/// <summary>One lane, in general registers. What needs b comes last: each step waits for the one before.</summary>
internal readonly struct Md5Scalar : IMd5Ops<uint>
{
    public static int Lanes => 1;

    public static uint Load(ref uint first) => first;

    public static void Store(uint vector, ref uint first) => first = vector;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref byte Arrange(ref Md5Lane lanes, int at, ref byte memory) => ref lanes.At(at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Word(ref byte words, [ConstantExpected] int index) =>
        Unsafe.ReadUnaligned<uint>(ref Unsafe.AddByteOffset(ref words, index * sizeof(uint)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Add(uint x, uint y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint StepF(
        uint a, uint b, uint c, uint d, uint word, uint constant,
        [ConstantExpected] byte count) =>
        b + BitOperations.RotateLeft(a + word + constant + (d ^ (b & (c ^ d))), count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint StepG(
        uint a, uint b, uint c, uint d, uint word, uint constant,
        [ConstantExpected] byte count) =>
        b + BitOperations.RotateLeft(a + word + constant + (~d & c) + (d & b), count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint StepH(
        uint a, uint b, uint c, uint d, uint word, uint constant,
        [ConstantExpected] byte count) =>
        b + BitOperations.RotateLeft(a + word + constant + (b ^ (c ^ d)), count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint StepI(
        uint a, uint b, uint c, uint d, uint word, uint constant,
        [ConstantExpected] byte count) =>
        b + BitOperations.RotateLeft(a + word + constant + (c ^ (b | ~d)), count);
}
#endif
