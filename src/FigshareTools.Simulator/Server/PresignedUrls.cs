using System;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace FigshareTools.Simulator;

/// <summary>
/// Makes and checks presigned URLs in the form of AWS Signature Version 4, as Figshare's redirects carry them.
/// </summary>
internal sealed class PresignedUrls(SimulatorOrigins origins, TimeProvider clock, TimeSpan lifetime)
{
    private const string Algorithm = "AWS4-HMAC-SHA256";
    private const string DateFormat = "yyyyMMdd'T'HHmmss'Z'";

    // A key of its own for every simulator: URLs of another one do not work, as they would not at S3.
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    public Uri Sign(SimulatedFile file)
    {
        string path = string.Create(
            CultureInfo.InvariantCulture, $"/{RequestTarget.Bucket}/{file.Id}/{KeyName(file.Name)}");
        string date = clock.GetUtcNow().UtcDateTime.ToString(DateFormat, CultureInfo.InvariantCulture);
        string expires = Math.Ceiling(lifetime.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        string credential = Uri.EscapeDataString($"AKIASIMULATOR/{date[..8]}/eu-west-1/s3/aws4_request");
        return new Uri(
            origins.Storage,
            $"{path}?X-Amz-Algorithm={Algorithm}&X-Amz-Credential={credential}&X-Amz-Date={date}"
            + $"&X-Amz-Expires={expires}&X-Amz-SignedHeaders=host"
            + $"&X-Amz-Signature={Signature("GET", path, date, expires)}");
    }

    /// <summary>Why S3 would refuse a request with 403, or null if it would not.</summary>
    public S3Error? Check(HttpRequest request)
    {
        IQueryCollection query = request.Query;
        string date = query["X-Amz-Date"].ToString();
        string expires = query["X-Amz-Expires"].ToString();
        if (query["X-Amz-Algorithm"] != Algorithm
            || !DateTimeOffset.TryParseExact(
                date,
                DateFormat,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out DateTimeOffset signed)
            || !int.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds))
        {
            return new S3Error("AccessDenied", "Access Denied");
        }

        // Expiry counts when a request arrives; a body that has begun is sent to its end.
        if (clock.GetUtcNow() >= signed.AddSeconds(seconds))
        {
            return new S3Error("AccessDenied", "Request has expired");
        }

        // The method is part of what is signed: HEAD on a URL signed for GET is refused.
        string signature = Signature(request.Method, request.Path.Value ?? "", date, expires);
        return query["X-Amz-Signature"] == signature
            ? null
            : new S3Error(
                "SignatureDoesNotMatch",
                "The request signature we calculated does not match the signature you provided. "
                + "Check your key and signing method.");
    }

    // Figshare's object keys lack characters of the file name: pgc-bip2021-all.vcf.tsv.gz is pgcbip2021all.vcf.tsv.gz.
    private static string KeyName(string name)
    {
        string key = string.Concat(name.Where(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_')).Trim('.');
        return key.Length == 0 ? "file" : key;
    }

    private string Signature(string method, string path, string date, string expires) =>
        Convert.ToHexStringLower(
            HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{method}\n{path}\n{date}\n{expires}")));
}
