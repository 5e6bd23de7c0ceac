#if NET
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FigshareTools.Hashing;

/// <summary>Sixteen lanes: AVX-512F.</summary>
internal readonly struct Md5Vector512 : IMd5Ops<Vector512<uint>>
{
    public static int Lanes => 16;

    public static Vector512<uint> Load(ref uint first) => Vector512.LoadUnsafe(ref first);

    public static void Store(Vector512<uint> vector, ref uint first) => vector.StoreUnsafe(ref first);

    // Not inlined: the compiler of .NET 8 does not inline the steps if their method is too large.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static ref byte Arrange(ref Md5Lane lanes, int at, ref byte memory)
    {
        var r0 = Row(ref lanes, 0, at);
        var r1 = Row(ref lanes, 1, at);
        var r2 = Row(ref lanes, 2, at);
        var r3 = Row(ref lanes, 3, at);
        var r4 = Row(ref lanes, 4, at);
        var r5 = Row(ref lanes, 5, at);
        var r6 = Row(ref lanes, 6, at);
        var r7 = Row(ref lanes, 7, at);
        var r8 = Row(ref lanes, 8, at);
        var r9 = Row(ref lanes, 9, at);
        var r10 = Row(ref lanes, 10, at);
        var r11 = Row(ref lanes, 11, at);
        var r12 = Row(ref lanes, 12, at);
        var r13 = Row(ref lanes, 13, at);
        var r14 = Row(ref lanes, 14, at);
        var r15 = Row(ref lanes, 15, at);

        var (x0, x1, x2, x3) = Unpack(r0, r1, r2, r3);
        var (x4, x5, x6, x7) = Unpack(r4, r5, r6, r7);
        var (x8, x9, x10, x11) = Unpack(r8, r9, r10, r11);
        var (x12, x13, x14, x15) = Unpack(r12, r13, r14, r15);

        Spread(x0, x4, x8, x12, ref memory, 0);
        Spread(x1, x5, x9, x13, ref memory, 1);
        Spread(x2, x6, x10, x14, ref memory, 2);
        Spread(x3, x7, x11, x15, ref memory, 3);
        return ref memory;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Word(ref byte words, [ConstantExpected] int index) =>
        Unsafe.ReadUnaligned<Vector512<uint>>(ref Unsafe.AddByteOffset(ref words, index * 64));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Add(Vector512<uint> x, Vector512<uint> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> StepF(
        Vector512<uint> a, Vector512<uint> b, Vector512<uint> c, Vector512<uint> d, Vector512<uint> word, uint constant,
        [ConstantExpected] byte count) =>
        b + Avx512F.RotateLeft(a + word + Vector512.Create(constant) + Avx512F.TernaryLogic(b, c, d, 0xCA), count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> StepG(
        Vector512<uint> a, Vector512<uint> b, Vector512<uint> c, Vector512<uint> d, Vector512<uint> word, uint constant,
        [ConstantExpected] byte count) =>
        b + Avx512F.RotateLeft(a + word + Vector512.Create(constant) + Avx512F.TernaryLogic(b, c, d, 0xE4), count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> StepH(
        Vector512<uint> a, Vector512<uint> b, Vector512<uint> c, Vector512<uint> d, Vector512<uint> word, uint constant,
        [ConstantExpected] byte count) =>
        b + Avx512F.RotateLeft(a + word + Vector512.Create(constant) + Avx512F.TernaryLogic(b, c, d, 0x96), count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> StepI(
        Vector512<uint> a, Vector512<uint> b, Vector512<uint> c, Vector512<uint> d, Vector512<uint> word, uint constant,
        [ConstantExpected] byte count) =>
        b + Avx512F.RotateLeft(a + word + Vector512.Create(constant) + Avx512F.TernaryLogic(b, c, d, 0x39), count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Row(ref Md5Lane lanes, int lane, int at) =>
        Unsafe.ReadUnaligned<Vector512<uint>>(ref Unsafe.Add(ref lanes, lane).ByteAt(at));

    /// <summary>Transposes the four squares of four rows and four columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<uint>, Vector512<uint>, Vector512<uint>, Vector512<uint>) Unpack(
        Vector512<uint> r0, Vector512<uint> r1, Vector512<uint> r2, Vector512<uint> r3)
    {
        var low01 = Avx512F.UnpackLow(r0, r1).AsUInt64();
        var high01 = Avx512F.UnpackHigh(r0, r1).AsUInt64();
        var low23 = Avx512F.UnpackLow(r2, r3).AsUInt64();
        var high23 = Avx512F.UnpackHigh(r2, r3).AsUInt64();
        return (
            Avx512F.UnpackLow(low01, low23).AsUInt32(), Avx512F.UnpackHigh(low01, low23).AsUInt32(),
            Avx512F.UnpackLow(high01, high23).AsUInt32(), Avx512F.UnpackHigh(high01, high23).AsUInt32());
    }

    /// <summary>Joins rows of the four squares into the words j, 4 + j, 8 + j and 12 + j.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Spread(
        Vector512<uint> q0, Vector512<uint> q1, Vector512<uint> q2, Vector512<uint> q3, ref byte memory, int j)
    {
        var low01 = Avx512F.Shuffle4x128(q0, q1, 0x88);
        var high01 = Avx512F.Shuffle4x128(q0, q1, 0xDD);
        var low23 = Avx512F.Shuffle4x128(q2, q3, 0x88);
        var high23 = Avx512F.Shuffle4x128(q2, q3, 0xDD);
        Put(Avx512F.Shuffle4x128(low01, low23, 0x88), ref memory, j);
        Put(Avx512F.Shuffle4x128(high01, high23, 0x88), ref memory, 4 + j);
        Put(Avx512F.Shuffle4x128(low01, low23, 0xDD), ref memory, 8 + j);
        Put(Avx512F.Shuffle4x128(high01, high23, 0xDD), ref memory, 12 + j);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(Vector512<uint> word, ref byte memory, int index) =>
        Unsafe.WriteUnaligned(ref Unsafe.AddByteOffset(ref memory, index * 64), word);
}
#endif
