using System;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FigshareTools.Benchmarks.Server;

/// <summary>Signs and verifies URLs that expire, like the presigned URLs of S3 and Figshare.</summary>
internal sealed class PresignedUrls(TimeSpan lifetime)
{
    private const string DateFormat = "yyyyMMdd'T'HHmmss'Z'";

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    private bool IsSigning => lifetime > TimeSpan.Zero;

    /// <summary>Returns the query that makes a path a presigned URL; empty if URLs are not signed.</summary>
    public string Sign(string path)
    {
        if (!IsSigning)
        {
            return "";
        }

        var date = DateTime.UtcNow.ToString(DateFormat, CultureInfo.InvariantCulture);
        var expires = lifetime.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return $"?X-Amz-Date={date}&X-Amz-Expires={expires}&X-Amz-Signature={Signature(path, date, expires)}";
    }

    /// <summary>Returns the error message of S3 for an invalid URL, or null if the URL is valid.</summary>
    public string? Verify(string path, string query)
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

        var signed = DateTime.ParseExact(
            date,
            DateFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
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
