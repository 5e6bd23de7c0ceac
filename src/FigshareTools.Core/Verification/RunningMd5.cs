using System;
using System.Security.Cryptography;
using System.Text;

namespace FigshareTools.Verification;

/// <summary>The MD5 of bytes as they pass.</summary>
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
            text.Append(part.ToString("x2", System.Globalization.CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    public void Dispose() => _hash.Dispose();

    /// <summary>A given MD5 as this engine writes it; null when there is none.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static string? Normalize(string? md5)
    {
        var text = md5?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        foreach (var c in text!)
        {
            if (!Uri.IsHexDigit(c))
            {
                throw new FormatException();
            }
        }

        return text.Length == 32 ? text.ToLowerInvariant() : throw new FormatException();
    }
}
