using System;
using System.IO;
using System.Security.Cryptography;

namespace FigshareTools.Tests.Support;

#pragma warning disable CA5351 // MD5 is what Figshare publishes.

internal static class Digest
{
    public static string OfFile(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(MD5.HashData(file));
    }
}
