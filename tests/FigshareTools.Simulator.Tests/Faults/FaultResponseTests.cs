using System;
using System.Net.Http;
using System.Threading.Tasks;
using FigshareTools.Simulator.Tests.Support;

namespace FigshareTools.Simulator.Tests.Faults;

/// <summary>The client's view of the faults that replace the response.</summary>
public class FaultResponseTests : SimulatorTest
{
    private static readonly DateTimeOffset s_until = new(2026, 11, 22, 12, 1, 30, TimeSpan.Zero);

    [Theory]
    [InlineData("challenge", 202, null, "x-amzn-waf-action", "challenge", "")]
    [InlineData("captcha", 405, null, "x-amzn-waf-action", "captcha", "")]
    [InlineData("forbidden html", 403, "text/html", null, null, "<h1>403 Forbidden</h1>")]
    [InlineData("forbidden xml", 403, "application/xml", null, null, "<Message>Request has expired</Message>")]
    [InlineData("forbidden json", 403, "application/json", null, null, "do not have the permission")]
    [InlineData("forbidden json worded", 403, "application/json", null, null, "{\"message\":\"No.\",\"code\":\"X\"}")]
    [InlineData("unauthorized", 401, "application/json", null, null, "Invalid access token")]
    [InlineData("not found", 404, "application/json", null, null, "Entity not found: article")]
    [InlineData("too many, seconds", 429, "application/json", "Retry-After", "30", "Too many requests")]
    [InlineData("too many, date", 429, "application/json", "Retry-After", "Sun, 22 Nov 2026 12:01:30 GMT", "Too many")]
    [InlineData("status", 503, "text/html", "Retry-After", null, "<h1>503</h1>")]
    [InlineData("status, seconds", 503, "text/html", "Retry-After", "5", "<h1>503</h1>")]
    [InlineData("status, date", 500, "text/html", "Retry-After", "Sun, 22 Nov 2026 12:01:30 GMT", "<h1>500</h1>")]
    [InlineData("html body", 200, "text/html", null, null, "We will be back soon")]
    [InlineData("xml body", 200, "application/xml", null, null, "<Code>AccessDenied</Code>")]
    [InlineData("text body", 200, "text/plain", "Content-Length", null, "Upstream failed")]
    [InlineData("not satisfiable", 416, "application/xml", "Content-Range", null, "<Code>InvalidRange</Code>")]
    [InlineData("redirect", 302, null, "Location", "http://127.0.0.1:1/elsewhere", "")]
    [InlineData("no location", 302, null, "Location", null, "")]
    public async Task Fault_replaces_the_response(
        string name, int status, string? contentType, string? header, string? value, string body)
    {
        Publish(SimulatedContent.Pattern(100, seed: 20));
        var fault = FaultOf(name);
        var active = Figshare.Faults.Add(fault);
        var address = await AddressOf(fault.Point);

        using var response = await GetAsync(address);
        using var next = await GetAsync(address);

        Assert.Equal(1, active.Hits);
        Assert.Equal(FaultKind.Response, fault.Kind);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(contentType, Header(response, "Content-Type"));
        if (header is not null)
        {
            Assert.Equal(value, Header(response, header));
        }

        var text = await response.Content.ReadAsStringAsync(Stop);
        Assert.Contains(body, text, StringComparison.Ordinal);
        Assert.Equal(body.Length == 0, text.Length == 0);
        Assert.True((int)next.StatusCode is 200 or 302);
        Assert.False(Header(next, "Content-Type") is "text/html" or "application/xml");
    }

    private static Fault FaultOf(string name) => name switch
    {
        "challenge" => Fault.Challenge(FaultPoint.Redirect),
        "captcha" => Fault.Captcha(FaultPoint.Downloader),
        "forbidden html" => Fault.ForbiddenHtml(FaultPoint.Downloader),
        "forbidden xml" => Fault.ForbiddenXml(),
        "forbidden json" => Fault.ForbiddenJson(),
        "forbidden json worded" => Fault.ForbiddenJson("No.", "X", FaultPoint.Redirect),
        "unauthorized" => Fault.Unauthorized(),
        "not found" => Fault.NotFound(),
        "too many, seconds" => Fault.TooManyRequests(30),
        "too many, date" => Fault.TooManyRequests(s_until, FaultPoint.Redirect),
        "status" => Fault.Status(503),
        "status, seconds" => Fault.Status(503, 5, FaultPoint.Storage),
        "status, date" => Fault.Status(500, s_until),
        "html body" => Fault.HtmlBody(),
        "xml body" => Fault.XmlBody(),
        "text body" => Fault.TextBody("Upstream failed"),
        "not satisfiable" => Fault.RangeNotSatisfiable(),
        "redirect" => Fault.RedirectTo("http://127.0.0.1:1/elsewhere"),
        "no location" => Fault.NoLocation(),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    private async Task<Uri> AddressOf(FaultPoint point) => point switch
    {
        FaultPoint.Api => Api("articles/7"),
        FaultPoint.Redirect => Redirect(),
        FaultPoint.Downloader => new Uri(Figshare.DownloadUri, "files/70"),
        _ => await PresignAsync(),
    };
}
