namespace FigshareTools.Files;

/// <summary>The FNV-1a hash. It detects damage and names files; it does not protect against forgery.</summary>
internal static class Fnv1a
{
    private const uint Offset32 = 2166136261;
    private const uint Prime32 = 16777619;
    private const ulong Offset64 = 14695981039346656037;
    private const ulong Prime64 = 1099511628211;

    /// <summary>32 bits of the text's UTF-16 code units.</summary>
    public static uint Hash32(string text)
    {
        var hash = Offset32;
        foreach (var c in text)
        {
            hash = unchecked((hash ^ c) * Prime32);
        }

        return hash;
    }

    /// <summary>32 bits of some of the bytes: of an ASCII text, what <see cref="Hash32(string)"/> gives for it.</summary>
    public static uint Hash32(byte[] bytes, int start, int count)
    {
        var hash = Offset32;
        for (var i = start; i < start + count; i++)
        {
            hash = unchecked((hash ^ bytes[i]) * Prime32);
        }

        return hash;
    }

    /// <summary>64 bits of the text's UTF-16 code units.</summary>
    public static ulong Hash64(string text)
    {
        var hash = Offset64;
        foreach (var c in text)
        {
            hash = unchecked((hash ^ c) * Prime64);
        }

        return hash;
    }

    /// <summary>64 bits of the bytes.</summary>
    public static ulong Hash64(byte[] bytes)
    {
        var hash = Offset64;
        foreach (var b in bytes)
        {
            hash = unchecked((hash ^ b) * Prime64);
        }

        return hash;
    }
}
