using System;
using System.Net;
using System.Net.Http;
using System.Threading;
using FigshareTools.Api;
using FigshareTools.Files;
using FigshareTools.Http;
using FigshareTools.Sources;
using FigshareTools.Timing;

namespace FigshareTools.Core.Tests.Fuzzing;

/// <summary>The heads of responses: redirects, ranges, names, tags. Each line of an input is one header.</summary>
internal static class HeadTarget
{
    private static readonly Uri s_uri = new("https://api.figshare.com/v2/file/download/7");

    public static string[] Words { get; } =
    [
        "Location: ", "Content-Disposition: ", "Content-Range: ", "Content-Length: ", "Content-Type: ", "Content-Encoding: ", "ETag: ", "Retry-After: ",
        "X-Cursor: ", "x-amzn-waf-action: ", "\n", "\n", "https://", "http://", "//", "[::1]", "127.1", "0x7f.1", "localhost", "169.254.169.254",
        "evil.example", "attachment", "; filename=", "; filename*=UTF-8''", "bytes ", "*/", "-", "/", "W/", "\"a\"", "%2e%2e%2f", "120", "gzip", "@",
    ];

    public static void Read(string text)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.PartialContent);
        response.Content = new ByteArrayContent([1, 2, 3]);
        foreach (var line in text.Split('\n'))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && !response.Headers.TryAddWithoutValidation(line.Substring(0, colon), line.Substring(colon + 1).Trim()))
            {
                response.Content.Headers.TryAddWithoutValidation(line.Substring(0, colon), line.Substring(colon + 1).Trim());
            }
        }

        ReadRedirect(response);
        ReadBody(response);
    }

    private static void ReadRedirect(HttpResponseMessage response)
    {
        try
        {
            var target = RedirectTarget.Resolve(s_uri, response.Headers.Location, FigshareEndpoints.Figshare);
            Assert.Equal(Uri.UriSchemeHttps, target.Scheme);
            Assert.False(LocalHosts.IsLocal(target));
            Assert.NotEqual("", target.Host);
        }
        catch (EngineException e)
        {
            Assert.True(e.ErrorId is FigshareErrorId.InsecureRedirect or FigshareErrorId.UnexpectedAnswer);
        }
    }

    private static void ReadBody(HttpResponseMessage response)
    {
        using var spec = new HttpRequestSpec(s_uri, "*/*") { Range = new ByteRange(1, 2), ETag = response.Headers.ETag?.ToString() }
            .ToMessage();
        using var body = PlateBody.OpenAsync(
            response, s_uri, new TransferLimits(TimeSpan.Zero, MinimumBytesPerSecond: 0), TimeProvider.System,
            CancellationToken.None).GetAwaiter().GetResult();
        Assert.True(body.PlateLength is null or >= 0, $"{body.PlateLength}");
        _ = (body.Identity, body.IsRange, ContentSniffer.KindOf(body.MediaType, ""));
        var (path, problem) = SafeFileName.Below("/folder", body.FileName);
        Assert.True(path is null || path.StartsWith("/folder/", StringComparison.Ordinal), path);
        Assert.Same(problem ?? "", PrintableText.Of(problem ?? ""));
    }
}
