#if NET
using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;

namespace FigshareTools.Hashing;

/// <summary>
/// The compression of MD5 (RFC 1321), for as many streams at once as <typeparamref name="TOps"/> has lanes.
/// </summary>
/// <typeparam name="TOps">How it is computed.</typeparam>
/// <typeparam name="TVector">One number of each lane.</typeparam>
internal static class Md5Kernel<TOps, TVector>
    where TOps : struct, IMd5Ops<TVector>
    where TVector : struct
{
    /// <summary>Hashes the same number of whole blocks in each lane.</summary>
    /// <param name="state">The lanes' A, then their B, C and D.</param>
    /// <param name="lanes">Where each lane's blocks begin; as many as there are lanes.</param>
    /// <param name="blocks">How many blocks of 64 bytes.</param>
    // Optimized at its first call: tiered compilation would hash the first gigabytes with slow code. The steps are
    // written out, for only with constants known to the compiler do they become single instructions.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(Span<uint> state, ReadOnlySpan<Md5Lane> lanes, int blocks)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(state.Length, 4 * TOps.Lanes);
        ArgumentOutOfRangeException.ThrowIfLessThan(lanes.Length, TOps.Lanes);
        foreach (ref readonly var lane in lanes[..TOps.Lanes])
        {
            // From here on nothing is checked.
            ArgumentOutOfRangeException.ThrowIfGreaterThan(
                blocks, (lane.Buffer.Length - lane.Offset) / 64, nameof(blocks));
        }

        Span<byte> space = stackalloc byte[(TOps.Lanes * 64) + 64];
        // What is on the stack does not move; words that do not cross cache lines are read faster.
        ref var memory = ref MemoryMarshal.GetReference(space);
        memory = ref Unsafe.AddByteOffset(ref memory, -Unsafe.ByteOffset(ref Unsafe.NullRef<byte>(), ref memory) & 63);
        ref var first = ref MemoryMarshal.GetReference(lanes);

        // Added to the address of the words before each round, so that the compiler does not know that each reads what
        // the one before has read: it would keep the words, and not in registers, for there are too few.
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

            a = TOps.StepF(a, b, c, d, TOps.Word(ref words, 0), 0xd76aa478, 7);
            d = TOps.StepF(d, a, b, c, TOps.Word(ref words, 1), 0xe8c7b756, 12);
            c = TOps.StepF(c, d, a, b, TOps.Word(ref words, 2), 0x242070db, 17);
            b = TOps.StepF(b, c, d, a, TOps.Word(ref words, 3), 0xc1bdceee, 22);
            a = TOps.StepF(a, b, c, d, TOps.Word(ref words, 4), 0xf57c0faf, 7);
            d = TOps.StepF(d, a, b, c, TOps.Word(ref words, 5), 0x4787c62a, 12);
            c = TOps.StepF(c, d, a, b, TOps.Word(ref words, 6), 0xa8304613, 17);
            b = TOps.StepF(b, c, d, a, TOps.Word(ref words, 7), 0xfd469501, 22);
            a = TOps.StepF(a, b, c, d, TOps.Word(ref words, 8), 0x698098d8, 7);
            d = TOps.StepF(d, a, b, c, TOps.Word(ref words, 9), 0x8b44f7af, 12);
            c = TOps.StepF(c, d, a, b, TOps.Word(ref words, 10), 0xffff5bb1, 17);
            b = TOps.StepF(b, c, d, a, TOps.Word(ref words, 11), 0x895cd7be, 22);
            a = TOps.StepF(a, b, c, d, TOps.Word(ref words, 12), 0x6b901122, 7);
            d = TOps.StepF(d, a, b, c, TOps.Word(ref words, 13), 0xfd987193, 12);
            c = TOps.StepF(c, d, a, b, TOps.Word(ref words, 14), 0xa679438e, 17);
            b = TOps.StepF(b, c, d, a, TOps.Word(ref words, 15), 0x49b40821, 22);

            words = ref Unsafe.AddByteOffset(ref words, (nint)Volatile.Read(ref zero));
            a = TOps.StepG(a, b, c, d, TOps.Word(ref words, 1), 0xf61e2562, 5);
            d = TOps.StepG(d, a, b, c, TOps.Word(ref words, 6), 0xc040b340, 9);
            c = TOps.StepG(c, d, a, b, TOps.Word(ref words, 11), 0x265e5a51, 14);
            b = TOps.StepG(b, c, d, a, TOps.Word(ref words, 0), 0xe9b6c7aa, 20);
            a = TOps.StepG(a, b, c, d, TOps.Word(ref words, 5), 0xd62f105d, 5);
            d = TOps.StepG(d, a, b, c, TOps.Word(ref words, 10), 0x02441453, 9);
            c = TOps.StepG(c, d, a, b, TOps.Word(ref words, 15), 0xd8a1e681, 14);
            b = TOps.StepG(b, c, d, a, TOps.Word(ref words, 4), 0xe7d3fbc8, 20);
            a = TOps.StepG(a, b, c, d, TOps.Word(ref words, 9), 0x21e1cde6, 5);
            d = TOps.StepG(d, a, b, c, TOps.Word(ref words, 14), 0xc33707d6, 9);
            c = TOps.StepG(c, d, a, b, TOps.Word(ref words, 3), 0xf4d50d87, 14);
            b = TOps.StepG(b, c, d, a, TOps.Word(ref words, 8), 0x455a14ed, 20);
            a = TOps.StepG(a, b, c, d, TOps.Word(ref words, 13), 0xa9e3e905, 5);
            d = TOps.StepG(d, a, b, c, TOps.Word(ref words, 2), 0xfcefa3f8, 9);
            c = TOps.StepG(c, d, a, b, TOps.Word(ref words, 7), 0x676f02d9, 14);
            b = TOps.StepG(b, c, d, a, TOps.Word(ref words, 12), 0x8d2a4c8a, 20);

            words = ref Unsafe.AddByteOffset(ref words, (nint)Volatile.Read(ref zero));
            a = TOps.StepH(a, b, c, d, TOps.Word(ref words, 5), 0xfffa3942, 4);
            d = TOps.StepH(d, a, b, c, TOps.Word(ref words, 8), 0x8771f681, 11);
            c = TOps.StepH(c, d, a, b, TOps.Word(ref words, 11), 0x6d9d6122, 16);
            b = TOps.StepH(b, c, d, a, TOps.Word(ref words, 14), 0xfde5380c, 23);
            a = TOps.StepH(a, b, c, d, TOps.Word(ref words, 1), 0xa4beea44, 4);
            d = TOps.StepH(d, a, b, c, TOps.Word(ref words, 4), 0x4bdecfa9, 11);
            c = TOps.StepH(c, d, a, b, TOps.Word(ref words, 7), 0xf6bb4b60, 16);
            b = TOps.StepH(b, c, d, a, TOps.Word(ref words, 10), 0xbebfbc70, 23);
            a = TOps.StepH(a, b, c, d, TOps.Word(ref words, 13), 0x289b7ec6, 4);
            d = TOps.StepH(d, a, b, c, TOps.Word(ref words, 0), 0xeaa127fa, 11);
            c = TOps.StepH(c, d, a, b, TOps.Word(ref words, 3), 0xd4ef3085, 16);
            b = TOps.StepH(b, c, d, a, TOps.Word(ref words, 6), 0x04881d05, 23);
            a = TOps.StepH(a, b, c, d, TOps.Word(ref words, 9), 0xd9d4d039, 4);
            d = TOps.StepH(d, a, b, c, TOps.Word(ref words, 12), 0xe6db99e5, 11);
            c = TOps.StepH(c, d, a, b, TOps.Word(ref words, 15), 0x1fa27cf8, 16);
            b = TOps.StepH(b, c, d, a, TOps.Word(ref words, 2), 0xc4ac5665, 23);

            words = ref Unsafe.AddByteOffset(ref words, (nint)Volatile.Read(ref zero));
            a = TOps.StepI(a, b, c, d, TOps.Word(ref words, 0), 0xf4292244, 6);
            d = TOps.StepI(d, a, b, c, TOps.Word(ref words, 7), 0x432aff97, 10);
            c = TOps.StepI(c, d, a, b, TOps.Word(ref words, 14), 0xab9423a7, 15);
            b = TOps.StepI(b, c, d, a, TOps.Word(ref words, 5), 0xfc93a039, 21);
            a = TOps.StepI(a, b, c, d, TOps.Word(ref words, 12), 0x655b59c3, 6);
            d = TOps.StepI(d, a, b, c, TOps.Word(ref words, 3), 0x8f0ccc92, 10);
            c = TOps.StepI(c, d, a, b, TOps.Word(ref words, 10), 0xffeff47d, 15);
            b = TOps.StepI(b, c, d, a, TOps.Word(ref words, 1), 0x85845dd1, 21);
            a = TOps.StepI(a, b, c, d, TOps.Word(ref words, 8), 0x6fa87e4f, 6);
            d = TOps.StepI(d, a, b, c, TOps.Word(ref words, 15), 0xfe2ce6e0, 10);
            c = TOps.StepI(c, d, a, b, TOps.Word(ref words, 6), 0xa3014314, 15);
            b = TOps.StepI(b, c, d, a, TOps.Word(ref words, 13), 0x4e0811a1, 21);
            a = TOps.StepI(a, b, c, d, TOps.Word(ref words, 4), 0xf7537e82, 6);
            d = TOps.StepI(d, a, b, c, TOps.Word(ref words, 11), 0xbd3af235, 10);
            c = TOps.StepI(c, d, a, b, TOps.Word(ref words, 2), 0x2ad7d2bb, 15);
            b = TOps.StepI(b, c, d, a, TOps.Word(ref words, 9), 0xeb86d391, 21);

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
