using System;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FigshareTools.Benchmarks.Server;

/// <summary>Links that live a few seconds, as S3 and so Figshare has them.</summary>
internal sealed class PresignedLinks(TimeSpan lifetime)
{
    private const string DateFormat = "yyyyMMdd'T'HHmmss'Z'";

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    private bool IsSigning => lifetime > TimeSpan.Zero;

    /// <summary>What is added to a path to make a link of it.</summary>
    public string QueryFor(string path)
    {
        if (!IsSigning)
        {
            return "";
        }

        var date = DateTime.UtcNow.ToString(DateFormat, CultureInfo.InvariantCulture);
        var expires = lifetime.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return $"?X-Amz-Date={date}&X-Amz-Expires={expires}&X-Amz-Signature={Signature(path, date, expires)}";
    }

    /// <summary>Why the link may not be used, in S3's words; null when it may.</summary>
    public string? ProblemOf(string path, string query)
    {
        if (!IsSigning)
        {
            return null;
        }

        var date = Value(query, "X-Amz-Date=");
        var expires = Value(query, "X-Amz-Expires=");
        if (Value(query, "X-Amz-Signature=") != Signature(path, date, expires))
        {
            return "Access Denied";
        }

        DateTime signed = DateTime.ParseExact(
            date, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
        return DateTime.UtcNow < signed + lifetime ? null : "Request has expired";
    }

    private static string Value(string query, string name)
    {
        foreach (var part in query.Split('&'))
        {
            if (part.StartsWith(name, StringComparison.Ordinal))
            {
                return part[name.Length..];
            }
        }

        return "";
    }

    private string Signature(string path, string date, string expires) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{path}\n{date}\n{expires}")));
}
