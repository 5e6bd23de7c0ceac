using System;
using System.Runtime.CompilerServices;
#if NET
using System.Runtime.InteropServices;
#endif

namespace FigshareTools.Hashing;

/// <summary>
/// The compression function of MD5 (RFC 1321) for one stream, in general registers. All builds have it; on .NET
/// Framework it replaces the framework's MD5, which throws under the FIPS policy.
/// </summary>
internal static class Md5Scalar
{
    /// <summary>Hashes whole blocks.</summary>
    /// <param name="state">The chaining variables A, B, C and D.</param>
    /// <param name="buffer">The bytes.</param>
    /// <param name="offset">The offset of the first block in bytes.</param>
    /// <param name="blocks">The number of blocks of 64 bytes.</param>
    // Optimized at its first call: tiered compilation would hash the first gigabytes with slow code. The steps are
    // written out: in a loop over tables, words and constants would be loaded and rotation counts would not be
    // immediate.
#if NET
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
#endif
    public static void Compress(Span<uint> state, byte[] buffer, int offset, int blocks)
    {
#if !NET
        var words = new uint[16];
#endif
        var (a0, b0, c0, d0) = (state[0], state[1], state[2], state[3]);
        for (; blocks > 0; blocks--, offset += Md5State.BlockBytes)
        {
            // All supported processors are little-endian, as MD5 is.
#if NET
            var words = MemoryMarshal.Cast<byte, uint>(buffer.AsSpan(offset, Md5State.BlockBytes));
#else
            // Indexing a span is slow on .NET Framework.
            Buffer.BlockCopy(buffer, offset, words, 0, Md5State.BlockBytes);
#endif
            var (a, b, c, d) = (a0, b0, c0, d0);

            a = StepF(a, b, c, d, words[0] + Md5Constants.T1, 7);
            d = StepF(d, a, b, c, words[1] + Md5Constants.T2, 12);
            c = StepF(c, d, a, b, words[2] + Md5Constants.T3, 17);
            b = StepF(b, c, d, a, words[3] + Md5Constants.T4, 22);
            a = StepF(a, b, c, d, words[4] + Md5Constants.T5, 7);
            d = StepF(d, a, b, c, words[5] + Md5Constants.T6, 12);
            c = StepF(c, d, a, b, words[6] + Md5Constants.T7, 17);
            b = StepF(b, c, d, a, words[7] + Md5Constants.T8, 22);
            a = StepF(a, b, c, d, words[8] + Md5Constants.T9, 7);
            d = StepF(d, a, b, c, words[9] + Md5Constants.T10, 12);
            c = StepF(c, d, a, b, words[10] + Md5Constants.T11, 17);
            b = StepF(b, c, d, a, words[11] + Md5Constants.T12, 22);
            a = StepF(a, b, c, d, words[12] + Md5Constants.T13, 7);
            d = StepF(d, a, b, c, words[13] + Md5Constants.T14, 12);
            c = StepF(c, d, a, b, words[14] + Md5Constants.T15, 17);
            b = StepF(b, c, d, a, words[15] + Md5Constants.T16, 22);

            a = StepG(a, b, c, d, words[1] + Md5Constants.T17, 5);
            d = StepG(d, a, b, c, words[6] + Md5Constants.T18, 9);
            c = StepG(c, d, a, b, words[11] + Md5Constants.T19, 14);
            b = StepG(b, c, d, a, words[0] + Md5Constants.T20, 20);
            a = StepG(a, b, c, d, words[5] + Md5Constants.T21, 5);
            d = StepG(d, a, b, c, words[10] + Md5Constants.T22, 9);
            c = StepG(c, d, a, b, words[15] + Md5Constants.T23, 14);
            b = StepG(b, c, d, a, words[4] + Md5Constants.T24, 20);
            a = StepG(a, b, c, d, words[9] + Md5Constants.T25, 5);
            d = StepG(d, a, b, c, words[14] + Md5Constants.T26, 9);
            c = StepG(c, d, a, b, words[3] + Md5Constants.T27, 14);
            b = StepG(b, c, d, a, words[8] + Md5Constants.T28, 20);
            a = StepG(a, b, c, d, words[13] + Md5Constants.T29, 5);
            d = StepG(d, a, b, c, words[2] + Md5Constants.T30, 9);
            c = StepG(c, d, a, b, words[7] + Md5Constants.T31, 14);
            b = StepG(b, c, d, a, words[12] + Md5Constants.T32, 20);

            a = StepH(a, b, c, d, words[5] + Md5Constants.T33, 4);
            d = StepH(d, a, b, c, words[8] + Md5Constants.T34, 11);
            c = StepH(c, d, a, b, words[11] + Md5Constants.T35, 16);
            b = StepH(b, c, d, a, words[14] + Md5Constants.T36, 23);
            a = StepH(a, b, c, d, words[1] + Md5Constants.T37, 4);
            d = StepH(d, a, b, c, words[4] + Md5Constants.T38, 11);
            c = StepH(c, d, a, b, words[7] + Md5Constants.T39, 16);
            b = StepH(b, c, d, a, words[10] + Md5Constants.T40, 23);
            a = StepH(a, b, c, d, words[13] + Md5Constants.T41, 4);
            d = StepH(d, a, b, c, words[0] + Md5Constants.T42, 11);
            c = StepH(c, d, a, b, words[3] + Md5Constants.T43, 16);
            b = StepH(b, c, d, a, words[6] + Md5Constants.T44, 23);
            a = StepH(a, b, c, d, words[9] + Md5Constants.T45, 4);
            d = StepH(d, a, b, c, words[12] + Md5Constants.T46, 11);
            c = StepH(c, d, a, b, words[15] + Md5Constants.T47, 16);
            b = StepH(b, c, d, a, words[2] + Md5Constants.T48, 23);

            a = StepI(a, b, c, d, words[0] + Md5Constants.T49, 6);
            d = StepI(d, a, b, c, words[7] + Md5Constants.T50, 10);
            c = StepI(c, d, a, b, words[14] + Md5Constants.T51, 15);
            b = StepI(b, c, d, a, words[5] + Md5Constants.T52, 21);
            a = StepI(a, b, c, d, words[12] + Md5Constants.T53, 6);
            d = StepI(d, a, b, c, words[3] + Md5Constants.T54, 10);
            c = StepI(c, d, a, b, words[10] + Md5Constants.T55, 15);
            b = StepI(b, c, d, a, words[1] + Md5Constants.T56, 21);
            a = StepI(a, b, c, d, words[8] + Md5Constants.T57, 6);
            d = StepI(d, a, b, c, words[15] + Md5Constants.T58, 10);
            c = StepI(c, d, a, b, words[6] + Md5Constants.T59, 15);
            b = StepI(b, c, d, a, words[13] + Md5Constants.T60, 21);
            a = StepI(a, b, c, d, words[4] + Md5Constants.T61, 6);
            d = StepI(d, a, b, c, words[11] + Md5Constants.T62, 10);
            c = StepI(c, d, a, b, words[2] + Md5Constants.T63, 15);
            b = StepI(b, c, d, a, words[9] + Md5Constants.T64, 21);

            a0 += a;
            b0 += b;
            c0 += c;
            d0 += d;
        }

        (state[0], state[1], state[2], state[3]) = (a0, b0, c0, d0);
    }

    // In each function the operand b comes last: it is the result of the step before, and the rest need not wait for
    // it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint StepF(uint a, uint b, uint c, uint d, uint addend, int count) =>
        b + RotateLeft(a + addend + (d ^ (b & (c ^ d))), count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint StepG(uint a, uint b, uint c, uint d, uint addend, int count) =>
        b + RotateLeft(a + addend + (~d & c) + (d & b), count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint StepH(uint a, uint b, uint c, uint d, uint addend, int count) =>
        b + RotateLeft(a + addend + (b ^ (c ^ d)), count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint StepI(uint a, uint b, uint c, uint d, uint addend, int count) =>
        b + RotateLeft(a + addend + (c ^ (b | ~d)), count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint RotateLeft(uint value, int count) => (value << count) | (value >> (32 - count));
}
