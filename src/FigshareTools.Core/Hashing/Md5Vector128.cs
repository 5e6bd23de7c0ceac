#if NET
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace FigshareTools.Hashing;

/// <summary>Four lanes: SSE2, AdvSimd, or AVX-512VL.</summary>
internal readonly struct Md5Vector128 : IMd5Ops<Vector128<uint>>
{
    public static int Lanes => 4;

    public static Vector128<uint> Load(ref uint first) => Vector128.LoadUnsafe(ref first);

    public static void Store(Vector128<uint> vector, ref uint first) => vector.StoreUnsafe(ref first);

    // Not inlined: the compiler of .NET 8 does not inline the steps if their method is too large.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static ref byte Arrange(ref Md5Lane lanes, int at, ref byte memory)
    {
        Quarter(ref lanes, at, ref memory, 0);
        Quarter(ref lanes, at, ref memory, 4);
        Quarter(ref lanes, at, ref memory, 8);
        Quarter(ref lanes, at, ref memory, 12);
        return ref memory;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Word(ref byte words, [ConstantExpected] int index) =>
        Unsafe.ReadUnaligned<Vector128<uint>>(ref Unsafe.AddByteOffset(ref words, index * 16));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Add(Vector128<uint> x, Vector128<uint> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> StepF(
        Vector128<uint> a, Vector128<uint> b, Vector128<uint> c, Vector128<uint> d, Vector128<uint> word, uint constant,
        [ConstantExpected] byte count)
    {
        var sum = a + word + Vector128.Create(constant);
        if (Avx512F.VL.IsSupported)
        {
            return b + Avx512F.VL.RotateLeft(sum + Avx512F.VL.TernaryLogic(b, c, d, 0xCA), count);
        }

        sum += Vector128.ConditionalSelect(b, c, d);
        return b + ((sum << count) | (sum >>> (32 - count)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> StepG(
        Vector128<uint> a, Vector128<uint> b, Vector128<uint> c, Vector128<uint> d, Vector128<uint> word, uint constant,
        [ConstantExpected] byte count)
    {
        var sum = a + word + Vector128.Create(constant);
        if (Avx512F.VL.IsSupported)
        {
            return b + Avx512F.VL.RotateLeft(sum + Avx512F.VL.TernaryLogic(b, c, d, 0xE4), count);
        }

        sum += Vector128.ConditionalSelect(d, b, c);
        return b + ((sum << count) | (sum >>> (32 - count)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> StepH(
        Vector128<uint> a, Vector128<uint> b, Vector128<uint> c, Vector128<uint> d, Vector128<uint> word, uint constant,
        [ConstantExpected] byte count)
    {
        var sum = a + word + Vector128.Create(constant);
        if (Avx512F.VL.IsSupported)
        {
            return b + Avx512F.VL.RotateLeft(sum + Avx512F.VL.TernaryLogic(b, c, d, 0x96), count);
        }

        sum += (b ^ (c ^ d));
        return b + ((sum << count) | (sum >>> (32 - count)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> StepI(
        Vector128<uint> a, Vector128<uint> b, Vector128<uint> c, Vector128<uint> d, Vector128<uint> word, uint constant,
        [ConstantExpected] byte count)
    {
        var sum = a + word + Vector128.Create(constant);
        if (Avx512F.VL.IsSupported)
        {
            return b + Avx512F.VL.RotateLeft(sum + Avx512F.VL.TernaryLogic(b, c, d, 0x39), count);
        }

        sum += (c ^ (b | ~d));
        return b + ((sum << count) | (sum >>> (32 - count)));
    }

    /// <summary>Transposes 4 words of the 4 lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quarter(ref Md5Lane lanes, int at, ref byte memory, int index)
    {
        at += index * sizeof(uint);
        var r0 = Row(ref lanes, 0, at);
        var r1 = Row(ref lanes, 1, at);
        var r2 = Row(ref lanes, 2, at);
        var r3 = Row(ref lanes, 3, at);
        // Interleaves rows 0 and 2, and rows 1 and 3; then interleaves the results.
        var low02 = ZipLow(r0, r2);
        var high02 = ZipHigh(r0, r2);
        var low13 = ZipLow(r1, r3);
        var high13 = ZipHigh(r1, r3);
        Put(ZipLow(low02, low13), ref memory, index);
        Put(ZipHigh(low02, low13), ref memory, index + 1);
        Put(ZipLow(high02, high13), ref memory, index + 2);
        Put(ZipHigh(high02, high13), ref memory, index + 3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Row(ref Md5Lane lanes, int lane, int at) =>
        Unsafe.ReadUnaligned<Vector128<uint>>(ref Unsafe.Add(ref lanes, lane).ByteAt(at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> ZipLow(Vector128<uint> x, Vector128<uint> y) =>
        Sse2.IsSupported ? Sse2.UnpackLow(x, y) : AdvSimd.Arm64.ZipLow(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> ZipHigh(Vector128<uint> x, Vector128<uint> y) =>
        Sse2.IsSupported ? Sse2.UnpackHigh(x, y) : AdvSimd.Arm64.ZipHigh(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Vector128<uint> word, ref byte memory, int index) =>
        Unsafe.WriteUnaligned(ref Unsafe.AddByteOffset(ref memory, index * 16), word);
}
#endif
