using System;
using System.IO;
using System.Security.Cryptography;

namespace FigshareTools.Testing;

#pragma warning disable CA5351 // Figshare publishes MD5 digests.

/// <summary>Computes MD5 digests with .NET's own implementation, as lowercase hex.</summary>
internal static class Digest
{
    /// <summary>Computes the MD5 of a file.</summary>
    public static string OfFile(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(MD5.HashData(file));
    }

    /// <summary>Computes the MD5 of bytes in memory.</summary>
    public static string Of(byte[] bytes) => Convert.ToHexStringLower(MD5.HashData(bytes));
}
