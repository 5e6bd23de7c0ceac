#if NET
using System;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace FigshareTools.Hashing;

/// <summary>Selects the kernel: the compression function for a number of lanes.</summary>
internal static class Md5Kernels
{
    /// <summary>The lanes of the widest kernel on any machine.</summary>
    public const int MaxLanes = 16;

    /// <summary>The lanes of the widest kernel that this machine supports; 1 if it has no suitable vectors.</summary>
    public static int SupportedLanes =>
        Vector512.IsHardwareAccelerated && Avx512F.IsSupported ? 16
        : Vector256.IsHardwareAccelerated && Avx2.IsSupported ? 8
        : Vector128.IsHardwareAccelerated && (Sse2.IsSupported || AdvSimd.Arm64.IsSupported) ? 4
        : 1;

    /// <summary>
    /// Returns the lanes of the narrowest kernel that holds a number of streams. A step takes about the same time at
    /// every width, and only a little more than in general registers: vectors pay off from two streams on.
    /// </summary>
    public static int LanesFor(int streams) => streams switch
    {
        1 => 1,
        <= 4 => 4,
        <= 8 => 8,
        _ => 16,
    };

    /// <summary>Hashes the same number of whole blocks in each lane.</summary>
    /// <param name="width">The number of lanes: 1, 4, 8 or 16, and no more than this machine supports.</param>
    /// <param name="state">The chaining variables: A of all lanes, then B, C and D of all lanes.</param>
    /// <param name="lanes">The position of the first block of each lane.</param>
    /// <param name="blocks">The number of blocks of 64 bytes.</param>
    public static void Run(int width, Span<uint> state, ReadOnlySpan<Md5Lane> lanes, int blocks)
    {
        switch (width)
        {
            case 1:
                Md5Scalar.Compress(state, lanes[0].Buffer, lanes[0].Offset, blocks);
                break;
            case 4:
                Md5Kernel<Md5Vector128, Vector128<uint>>.Run(state, lanes, blocks);
                break;
            case 8:
                Md5Kernel<Md5Vector256, Vector256<uint>>.Run(state, lanes, blocks);
                break;
            default:
                Md5Kernel<Md5Vector512, Vector512<uint>>.Run(state, lanes, blocks);
                break;
        }
    }
}
#endif
