#if NET
using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;

namespace FigshareTools.Hashing;

/// <summary>
/// The compression function of MD5 (RFC 1321) for several streams at once, one in each lane of a vector.
/// </summary>
/// <typeparam name="TOps">The vector operations.</typeparam>
/// <typeparam name="TVector">A vector of one 32-bit number for each lane.</typeparam>
internal static class Md5Kernel<TOps, TVector>
    where TOps : struct, IMd5Ops<TVector>
    where TVector : struct
{
    /// <summary>Hashes the same number of whole blocks in each lane.</summary>
    /// <param name="state">The chaining variables: A of all lanes, then B, C and D of all lanes.</param>
    /// <param name="lanes">The position of the first block of each lane.</param>
    /// <param name="blocks">The number of blocks of 64 bytes.</param>
    // Optimized at its first call: tiered compilation would hash the first gigabytes with slow code. The steps are
    // written out, because they become single instructions only with constants that the compiler knows.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(Span<uint> state, ReadOnlySpan<Md5Lane> lanes, int blocks)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(state.Length, 4 * TOps.Lanes);
        ArgumentOutOfRangeException.ThrowIfLessThan(lanes.Length, TOps.Lanes);
        foreach (ref readonly var lane in lanes[..TOps.Lanes])
        {
            // Nothing is checked below.
            ArgumentOutOfRangeException.ThrowIfGreaterThan(
                blocks, (lane.Buffer.Length - lane.Offset) / 64, nameof(blocks));
        }

        Span<byte> space = stackalloc byte[(TOps.Lanes * 64) + 64];
        // The stack does not move, so that the address stays aligned: vectors inside one cache line are read faster.
        ref var memory = ref MemoryMarshal.GetReference(space);
        memory = ref Unsafe.AddByteOffset(ref memory, -Unsafe.ByteOffset(ref Unsafe.NullRef<byte>(), ref memory) & 63);
        ref var first = ref MemoryMarshal.GetReference(lanes);

        // Zero is added to the address of the words before each round, so that the compiler does not know that all
        // rounds read the same words. It would keep them for the next round, on the stack, because there are too few
        // registers.
        var zero = 0;
        var a0 = Load(state, 0);
        var b0 = Load(state, 1);
        var c0 = Load(state, 2);
        var d0 = Load(state, 3);
        for (var at = 0; at < blocks * 64; at += 64)
        {
            ref var words = ref TOps.Arrange(ref first, at, ref memory);
            var a = a0;
            var b = b0;
            var c = c0;
            var d = d0;

            a = TOps.StepF(a, b, c, d, TOps.Word(ref words, 0), Md5Constants.T1, 7);
            d = TOps.StepF(d, a, b, c, TOps.Word(ref words, 1), Md5Constants.T2, 12);
            c = TOps.StepF(c, d, a, b, TOps.Word(ref words, 2), Md5Constants.T3, 17);
            b = TOps.StepF(b, c, d, a, TOps.Word(ref words, 3), Md5Constants.T4, 22);
            a = TOps.StepF(a, b, c, d, TOps.Word(ref words, 4), Md5Constants.T5, 7);
            d = TOps.StepF(d, a, b, c, TOps.Word(ref words, 5), Md5Constants.T6, 12);
            c = TOps.StepF(c, d, a, b, TOps.Word(ref words, 6), Md5Constants.T7, 17);
            b = TOps.StepF(b, c, d, a, TOps.Word(ref words, 7), Md5Constants.T8, 22);
            a = TOps.StepF(a, b, c, d, TOps.Word(ref words, 8), Md5Constants.T9, 7);
            d = TOps.StepF(d, a, b, c, TOps.Word(ref words, 9), Md5Constants.T10, 12);
            c = TOps.StepF(c, d, a, b, TOps.Word(ref words, 10), Md5Constants.T11, 17);
            b = TOps.StepF(b, c, d, a, TOps.Word(ref words, 11), Md5Constants.T12, 22);
            a = TOps.StepF(a, b, c, d, TOps.Word(ref words, 12), Md5Constants.T13, 7);
            d = TOps.StepF(d, a, b, c, TOps.Word(ref words, 13), Md5Constants.T14, 12);
            c = TOps.StepF(c, d, a, b, TOps.Word(ref words, 14), Md5Constants.T15, 17);
            b = TOps.StepF(b, c, d, a, TOps.Word(ref words, 15), Md5Constants.T16, 22);

            words = ref Unsafe.AddByteOffset(ref words, (nint)Volatile.Read(ref zero));
            a = TOps.StepG(a, b, c, d, TOps.Word(ref words, 1), Md5Constants.T17, 5);
            d = TOps.StepG(d, a, b, c, TOps.Word(ref words, 6), Md5Constants.T18, 9);
            c = TOps.StepG(c, d, a, b, TOps.Word(ref words, 11), Md5Constants.T19, 14);
            b = TOps.StepG(b, c, d, a, TOps.Word(ref words, 0), Md5Constants.T20, 20);
            a = TOps.StepG(a, b, c, d, TOps.Word(ref words, 5), Md5Constants.T21, 5);
            d = TOps.StepG(d, a, b, c, TOps.Word(ref words, 10), Md5Constants.T22, 9);
            c = TOps.StepG(c, d, a, b, TOps.Word(ref words, 15), Md5Constants.T23, 14);
            b = TOps.StepG(b, c, d, a, TOps.Word(ref words, 4), Md5Constants.T24, 20);
            a = TOps.StepG(a, b, c, d, TOps.Word(ref words, 9), Md5Constants.T25, 5);
            d = TOps.StepG(d, a, b, c, TOps.Word(ref words, 14), Md5Constants.T26, 9);
            c = TOps.StepG(c, d, a, b, TOps.Word(ref words, 3), Md5Constants.T27, 14);
            b = TOps.StepG(b, c, d, a, TOps.Word(ref words, 8), Md5Constants.T28, 20);
            a = TOps.StepG(a, b, c, d, TOps.Word(ref words, 13), Md5Constants.T29, 5);
            d = TOps.StepG(d, a, b, c, TOps.Word(ref words, 2), Md5Constants.T30, 9);
            c = TOps.StepG(c, d, a, b, TOps.Word(ref words, 7), Md5Constants.T31, 14);
            b = TOps.StepG(b, c, d, a, TOps.Word(ref words, 12), Md5Constants.T32, 20);

            words = ref Unsafe.AddByteOffset(ref words, (nint)Volatile.Read(ref zero));
            a = TOps.StepH(a, b, c, d, TOps.Word(ref words, 5), Md5Constants.T33, 4);
            d = TOps.StepH(d, a, b, c, TOps.Word(ref words, 8), Md5Constants.T34, 11);
            c = TOps.StepH(c, d, a, b, TOps.Word(ref words, 11), Md5Constants.T35, 16);
            b = TOps.StepH(b, c, d, a, TOps.Word(ref words, 14), Md5Constants.T36, 23);
            a = TOps.StepH(a, b, c, d, TOps.Word(ref words, 1), Md5Constants.T37, 4);
            d = TOps.StepH(d, a, b, c, TOps.Word(ref words, 4), Md5Constants.T38, 11);
            c = TOps.StepH(c, d, a, b, TOps.Word(ref words, 7), Md5Constants.T39, 16);
            b = TOps.StepH(b, c, d, a, TOps.Word(ref words, 10), Md5Constants.T40, 23);
            a = TOps.StepH(a, b, c, d, TOps.Word(ref words, 13), Md5Constants.T41, 4);
            d = TOps.StepH(d, a, b, c, TOps.Word(ref words, 0), Md5Constants.T42, 11);
            c = TOps.StepH(c, d, a, b, TOps.Word(ref words, 3), Md5Constants.T43, 16);
            b = TOps.StepH(b, c, d, a, TOps.Word(ref words, 6), Md5Constants.T44, 23);
            a = TOps.StepH(a, b, c, d, TOps.Word(ref words, 9), Md5Constants.T45, 4);
            d = TOps.StepH(d, a, b, c, TOps.Word(ref words, 12), Md5Constants.T46, 11);
            c = TOps.StepH(c, d, a, b, TOps.Word(ref words, 15), Md5Constants.T47, 16);
            b = TOps.StepH(b, c, d, a, TOps.Word(ref words, 2), Md5Constants.T48, 23);

            words = ref Unsafe.AddByteOffset(ref words, (nint)Volatile.Read(ref zero));
            a = TOps.StepI(a, b, c, d, TOps.Word(ref words, 0), Md5Constants.T49, 6);
            d = TOps.StepI(d, a, b, c, TOps.Word(ref words, 7), Md5Constants.T50, 10);
            c = TOps.StepI(c, d, a, b, TOps.Word(ref words, 14), Md5Constants.T51, 15);
            b = TOps.StepI(b, c, d, a, TOps.Word(ref words, 5), Md5Constants.T52, 21);
            a = TOps.StepI(a, b, c, d, TOps.Word(ref words, 12), Md5Constants.T53, 6);
            d = TOps.StepI(d, a, b, c, TOps.Word(ref words, 3), Md5Constants.T54, 10);
            c = TOps.StepI(c, d, a, b, TOps.Word(ref words, 10), Md5Constants.T55, 15);
            b = TOps.StepI(b, c, d, a, TOps.Word(ref words, 1), Md5Constants.T56, 21);
            a = TOps.StepI(a, b, c, d, TOps.Word(ref words, 8), Md5Constants.T57, 6);
            d = TOps.StepI(d, a, b, c, TOps.Word(ref words, 15), Md5Constants.T58, 10);
            c = TOps.StepI(c, d, a, b, TOps.Word(ref words, 6), Md5Constants.T59, 15);
            b = TOps.StepI(b, c, d, a, TOps.Word(ref words, 13), Md5Constants.T60, 21);
            a = TOps.StepI(a, b, c, d, TOps.Word(ref words, 4), Md5Constants.T61, 6);
            d = TOps.StepI(d, a, b, c, TOps.Word(ref words, 11), Md5Constants.T62, 10);
            c = TOps.StepI(c, d, a, b, TOps.Word(ref words, 2), Md5Constants.T63, 15);
            b = TOps.StepI(b, c, d, a, TOps.Word(ref words, 9), Md5Constants.T64, 21);

            a0 = TOps.Add(a0, a);
            b0 = TOps.Add(b0, b);
            c0 = TOps.Add(c0, c);
            d0 = TOps.Add(d0, d);
        }

        Store(a0, state, 0);
        Store(b0, state, 1);
        Store(c0, state, 2);
        Store(d0, state, 3);
    }

    private static TVector Load(Span<uint> state, int index) => TOps.Load(ref state[index * TOps.Lanes]);

    private static void Store(TVector vector, Span<uint> state, int index) =>
        TOps.Store(vector, ref state[index * TOps.Lanes]);
}
#endif
