#if NET
using System;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace FigshareTools.Hashing;

/// <summary>The kernels that this machine has.</summary>
internal static class Md5Kernels
{
    /// <summary>The lanes of the widest kernel there is for any machine.</summary>
    public const int MostLanes = 16;

    /// <summary>The lanes of this machine's widest kernel; 1 when it has no vectors.</summary>
    public static int Widest =>
        Vector512.IsHardwareAccelerated && Avx512F.IsSupported ? 16
        : Vector256.IsHardwareAccelerated && Avx2.IsSupported ? 8
        : Vector128.IsHardwareAccelerated && (Sse2.IsSupported || AdvSimd.Arm64.IsSupported) ? 4
        : 1;

    /// <summary>
    /// The lanes of the kernel for so many streams, the narrowest that holds them. A step takes about the same time at
    /// every width and only a little more than in general registers, so that vectors are worth it from two streams on.
    /// </summary>
    public static int LanesFor(int streams) => streams switch
    {
        1 => 1,
        <= 4 => 4,
        <= 8 => 8,
        _ => 16,
    };

    /// <summary>Hashes whole blocks with the kernel of so many lanes.</summary>
    /// <inheritdoc cref="Md5Kernel{TOps,TVector}.Run"/>
    public static void Run(int width, Span<uint> state, ReadOnlySpan<Md5Lane> lanes, int blocks)
    {
        switch (width)
        {
            case 1:
                Md5Kernel<Md5Scalar, uint>.Run(state, lanes, blocks);
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
