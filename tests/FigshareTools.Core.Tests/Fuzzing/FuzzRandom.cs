namespace FigshareTools.Core.Tests.Fuzzing;

/// <summary>Random numbers that depend on a seed and on the number of the input alone, so that one input can be replayed.</summary>
internal struct FuzzRandom(ulong seed, long index)
{
    private ulong _state = Mix(seed + (0x9E3779B97F4A7C15 * (ulong)(index + 1)));

    /// <summary>A number from zero, below a limit.</summary>
    public int Below(int limit)
    {
        _state += 0x9E3779B97F4A7C15;
        return (int)(Mix(_state) % (ulong)limit);
    }

    /// <summary>One of the items.</summary>
    public T Of<T>(T[] items) => items[Below(items.Length)];

    // The output function of SplitMix64.
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
