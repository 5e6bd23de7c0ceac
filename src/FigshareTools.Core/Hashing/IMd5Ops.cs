#if NET
using System.Diagnostics.CodeAnalysis;

namespace FigshareTools.Hashing;

/// <summary>The vector operations of MD5.</summary>
/// <typeparam name="TVector">A vector of one 32-bit number for each lane.</typeparam>
internal interface IMd5Ops<TVector>
    where TVector : struct
{
    /// <summary>The number of lanes.</summary>
    static abstract int Lanes { get; }

    /// <summary>Reads a vector.</summary>
    static abstract TVector Load(ref uint first);

    /// <summary>Writes a vector.</summary>
    static abstract void Store(TVector vector, ref uint first);

    /// <summary>Transposes one block of each lane: the words with the same index become one vector.</summary>
    /// <param name="lanes">The first lane.</param>
    /// <param name="at">The offset of the block, in bytes from the beginning of each lane.</param>
    /// <param name="memory">Space for 16 vectors.</param>
    /// <returns>The transposed block, for <see cref="Word"/>.</returns>
    static abstract ref byte Arrange(ref Md5Lane lanes, int at, ref byte memory);

    /// <summary>Returns one of the 16 words of all lanes.</summary>
    static abstract TVector Word(ref byte words, [ConstantExpected] int index);

    static abstract TVector Add(TVector x, TVector y);

    /// <summary>
    /// Computes b + rotate(a + word + constant + f, count), where b selects the bits of c or d for f.
    /// </summary>
    static abstract TVector StepF(
        TVector a, TVector b, TVector c, TVector d, TVector word, uint constant, [ConstantExpected] byte count);

    /// <summary>
    /// Computes b + rotate(a + word + constant + f, count), where d selects the bits of b or c for f.
    /// </summary>
    static abstract TVector StepG(
        TVector a, TVector b, TVector c, TVector d, TVector word, uint constant, [ConstantExpected] byte count);

    /// <summary>Computes b + rotate(a + word + constant + f, count), where f is b xor c xor d.</summary>
    static abstract TVector StepH(
        TVector a, TVector b, TVector c, TVector d, TVector word, uint constant, [ConstantExpected] byte count);

    /// <summary>Computes b + rotate(a + word + constant + f, count), where f is c xor (b or not d).</summary>
    static abstract TVector StepI(
        TVector a, TVector b, TVector c, TVector d, TVector word, uint constant, [ConstantExpected] byte count);
}
#endif
