using System;
using System.IO;
using System.Security.Cryptography;

namespace FigshareTools.Core.Tests.Support;

#pragma warning disable CA5351 // MD5 is what Figshare publishes.

internal static class Digest
{
    public static string OfFile(string path) => Convert.ToHexStringLower(MD5.HashData(File.ReadAllBytes(path)));

    public static string Of(byte[] bytes) => Convert.ToHexStringLower(MD5.HashData(bytes));
}
