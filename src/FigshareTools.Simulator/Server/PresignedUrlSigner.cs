using System;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace FigshareTools.Simulator;

/// <summary>
/// Creates and verifies presigned URLs in the form of AWS Signature Version 4, as in Figshare's redirects.
/// </summary>
internal sealed class PresignedUrlSigner(SimulatorOrigins origins, TimeProvider clock, TimeSpan lifetime)
{
    private const string Algorithm = "AWS4-HMAC-SHA256";
    private const string DateFormat = "yyyyMMdd'T'HHmmss'Z'";

    // Each simulator has its own key, so that it refuses URLs of another simulator, as S3 would.
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    public Uri Sign(SimulatedFile file)
    {
        var path = string.Create(
            CultureInfo.InvariantCulture, $"/{RequestTarget.Bucket}/{file.Id}/{KeyName(file.Name)}");
        var date = clock.GetUtcNow().UtcDateTime.ToString(DateFormat, CultureInfo.InvariantCulture);
        var expires = Math.Ceiling(lifetime.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var credential = Uri.EscapeDataString($"AKIASIMULATOR/{date[..8]}/eu-west-1/s3/aws4_request");
        return new Uri(
            origins.Storage,
            $"{path}?X-Amz-Algorithm={Algorithm}&X-Amz-Credential={credential}&X-Amz-Date={date}"
            + $"&X-Amz-Expires={expires}&X-Amz-SignedHeaders=host"
            + $"&X-Amz-Signature={Signature("GET", path, date, expires)}");
    }

    /// <summary>Returns the error with which S3 refuses the request (403), or null if the URL is valid.</summary>
    public S3Error? Verify(HttpRequest request)
    {
        var query = request.Query;
        var date = query["X-Amz-Date"].ToString();
        var expires = query["X-Amz-Expires"].ToString();
        if (query["X-Amz-Algorithm"] != Algorithm
            || !DateTimeOffset.TryParseExact(
                date,
                DateFormat,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var signed)
            || !int.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return new S3Error("AccessDenied", "Access Denied");
        }

        // Only the arrival of the request counts. A body that has begun is sent completely.
        if (clock.GetUtcNow() >= signed.AddSeconds(seconds))
        {
            return new S3Error("AccessDenied", "Request has expired");
        }

        // The signature includes the method: a HEAD request to a URL signed for GET is refused.
        var signature = Signature(request.Method, request.Path.Value ?? "", date, expires);
        return query["X-Amz-Signature"] == signature
            ? null
            : new S3Error(
                "SignatureDoesNotMatch",
                "The request signature we calculated does not match the signature you provided. "
                + "Check your key and signing method.");
    }

    // Figshare's object keys omit some characters of the file name: pgc-bip2021-all.vcf.tsv.gz becomes
    // pgcbip2021all.vcf.tsv.gz.
    private static string KeyName(string name)
    {
        var key = string.Concat(name.Where(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_')).Trim('.');
        return key.Length == 0 ? "file" : key;
    }

    private string Signature(string method, string path, string date, string expires) =>
        Convert.ToHexStringLower(
            HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{method}\n{path}\n{date}\n{expires}")));
}
