using System;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FigshareTools.Hashing;

/// <summary>The library's MD5 of bytes as they pass.</summary>
internal sealed class RunningMd5 : IDisposable
{
    // MD5 is what Figshare publishes; it is used against broken transfers, not against forgers.
#pragma warning disable CA5351
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
#pragma warning restore CA5351

    public void Append(byte[] buffer, int count) => _hash.AppendData(buffer, 0, count);

    /// <summary>The digest, 32 lower-case hexadecimal digits; begins anew.</summary>
    public string Finish()
    {
        var text = new StringBuilder(32);
        foreach (var part in _hash.GetHashAndReset())
        {
            text.Append(part.ToString("x2", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    public void Dispose() => _hash.Dispose();
}
