#if NET
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FigshareTools.Hashing;

/// <summary>Eight lanes: AVX2, or AVX-512VL.</summary>
internal readonly struct Md5Vector256 : IMd5Ops<Vector256<uint>>
{
    public static int Lanes => 8;

    public static Vector256<uint> Load(ref uint first) => Vector256.LoadUnsafe(ref first);

    public static void Store(Vector256<uint> vector, ref uint first) => vector.StoreUnsafe(ref first);

    // Not inlined: the compiler of .NET 8 does not inline the steps if their method is too large.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static ref byte Arrange(ref Md5Lane lanes, int at, ref byte memory)
    {
        Half(ref lanes, at, ref memory, 0);
        Half(ref lanes, at, ref memory, 8);
        return ref memory;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Word(ref byte words, [ConstantExpected] int index) =>
        Unsafe.ReadUnaligned<Vector256<uint>>(ref Unsafe.AddByteOffset(ref words, index * 32));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Add(Vector256<uint> x, Vector256<uint> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> StepF(
        Vector256<uint> a, Vector256<uint> b, Vector256<uint> c, Vector256<uint> d, Vector256<uint> word, uint constant,
        [ConstantExpected] byte count)
    {
        var sum = a + word + Vector256.Create(constant);
        if (Avx512F.VL.IsSupported)
        {
            return b + Avx512F.VL.RotateLeft(sum + Avx512F.VL.TernaryLogic(b, c, d, 0xCA), count);
        }

        sum += Vector256.ConditionalSelect(b, c, d);
        return b + ((sum << count) | (sum >>> (32 - count)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> StepG(
        Vector256<uint> a, Vector256<uint> b, Vector256<uint> c, Vector256<uint> d, Vector256<uint> word, uint constant,
        [ConstantExpected] byte count)
    {
        var sum = a + word + Vector256.Create(constant);
        if (Avx512F.VL.IsSupported)
        {
            return b + Avx512F.VL.RotateLeft(sum + Avx512F.VL.TernaryLogic(b, c, d, 0xE4), count);
        }

        sum += Vector256.ConditionalSelect(d, b, c);
        return b + ((sum << count) | (sum >>> (32 - count)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> StepH(
        Vector256<uint> a, Vector256<uint> b, Vector256<uint> c, Vector256<uint> d, Vector256<uint> word, uint constant,
        [ConstantExpected] byte count)
    {
        var sum = a + word + Vector256.Create(constant);
        if (Avx512F.VL.IsSupported)
        {
            return b + Avx512F.VL.RotateLeft(sum + Avx512F.VL.TernaryLogic(b, c, d, 0x96), count);
        }

        sum += (b ^ (c ^ d));
        return b + ((sum << count) | (sum >>> (32 - count)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> StepI(
        Vector256<uint> a, Vector256<uint> b, Vector256<uint> c, Vector256<uint> d, Vector256<uint> word, uint constant,
        [ConstantExpected] byte count)
    {
        var sum = a + word + Vector256.Create(constant);
        if (Avx512F.VL.IsSupported)
        {
            return b + Avx512F.VL.RotateLeft(sum + Avx512F.VL.TernaryLogic(b, c, d, 0x39), count);
        }

        sum += (c ^ (b | ~d));
        return b + ((sum << count) | (sum >>> (32 - count)));
    }

    /// <summary>Transposes 8 words of the 8 lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Half(ref Md5Lane lanes, int at, ref byte memory, int index)
    {
        at += index * sizeof(uint);
        var (x0, x1, x2, x3) = Unpack(
            Row(ref lanes, 0, at), Row(ref lanes, 1, at), Row(ref lanes, 2, at), Row(ref lanes, 3, at));
        var (y0, y1, y2, y3) = Unpack(
            Row(ref lanes, 4, at), Row(ref lanes, 5, at), Row(ref lanes, 6, at), Row(ref lanes, 7, at));
        Spread(x0, y0, ref memory, index);
        Spread(x1, y1, ref memory, index + 1);
        Spread(x2, y2, ref memory, index + 2);
        Spread(x3, y3, ref memory, index + 3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Row(ref Md5Lane lanes, int lane, int at) =>
        Unsafe.ReadUnaligned<Vector256<uint>>(ref Unsafe.Add(ref lanes, lane).ByteAt(at));

    /// <summary>Transposes the two squares of four rows and four columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<uint>, Vector256<uint>, Vector256<uint>, Vector256<uint>) Unpack(
        Vector256<uint> r0, Vector256<uint> r1, Vector256<uint> r2, Vector256<uint> r3)
    {
        var low01 = Avx2.UnpackLow(r0, r1).AsUInt64();
        var high01 = Avx2.UnpackHigh(r0, r1).AsUInt64();
        var low23 = Avx2.UnpackLow(r2, r3).AsUInt64();
        var high23 = Avx2.UnpackHigh(r2, r3).AsUInt64();
        return (
            Avx2.UnpackLow(low01, low23).AsUInt32(), Avx2.UnpackHigh(low01, low23).AsUInt32(),
            Avx2.UnpackLow(high01, high23).AsUInt32(), Avx2.UnpackHigh(high01, high23).AsUInt32());
    }

    /// <summary>Joins rows of the two squares into the words j and 4 + j.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Spread(Vector256<uint> x, Vector256<uint> y, ref byte memory, int j)
    {
        Put(Avx2.Permute2x128(x, y, 0x20), ref memory, j);
        Put(Avx2.Permute2x128(x, y, 0x31), ref memory, 4 + j);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Vector256<uint> word, ref byte memory, int index) =>
        Unsafe.WriteUnaligned(ref Unsafe.AddByteOffset(ref memory, index * 32), word);
}
#endif
