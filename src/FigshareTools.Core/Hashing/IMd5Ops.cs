#if NET
using System.Diagnostics.CodeAnalysis;

namespace FigshareTools.Hashing;

/// <summary>The operations of MD5 on one number of each lane.</summary>
/// <typeparam name="TVector">One number of each lane.</typeparam>
internal interface IMd5Ops<TVector>
    where TVector : struct
{
    static abstract int Lanes { get; }

    /// <summary>Reads one number of each lane.</summary>
    static abstract TVector Load(ref uint first);

    /// <summary>Writes one number of each lane.</summary>
    static abstract void Store(TVector vector, ref uint first);

    /// <summary>Brings the lanes' blocks into an order in which <see cref="Word"/> finds them.</summary>
    /// <param name="lanes">The first lane.</param>
    /// <param name="at">Where the block is, in bytes from the beginning of each lane.</param>
    /// <param name="memory">Room for 16 vectors.</param>
    static abstract ref byte Arrange(ref Md5Lane lanes, int at, ref byte memory);

    /// <summary>One of the 16 words of the lanes' blocks.</summary>
    static abstract TVector Word(ref byte words, [ConstantExpected] int index);

    static abstract TVector Add(TVector x, TVector y);

    /// <summary>b + rotate(a + word + constant + f, count), where f is: b chooses between c and d.</summary>
    static abstract TVector StepF(
        TVector a, TVector b, TVector c, TVector d, TVector word, uint constant, [ConstantExpected] byte count);

    /// <summary>b + rotate(a + word + constant + f, count), where f is: d chooses between b and c.</summary>
    static abstract TVector StepG(
        TVector a, TVector b, TVector c, TVector d, TVector word, uint constant, [ConstantExpected] byte count);

    /// <summary>b + rotate(a + word + constant + f, count), where f is: b xor c xor d.</summary>
    static abstract TVector StepH(
        TVector a, TVector b, TVector c, TVector d, TVector word, uint constant, [ConstantExpected] byte count);

    /// <summary>b + rotate(a + word + constant + f, count), where f is: c xor (b or not d).</summary>
    static abstract TVector StepI(
        TVector a, TVector b, TVector c, TVector d, TVector word, uint constant, [ConstantExpected] byte count);
}
#endif
