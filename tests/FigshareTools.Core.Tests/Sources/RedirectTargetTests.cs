using System;
using System.Net;
using System.Net.Http;
using FigshareTools.Sources;

namespace FigshareTools.Core.Tests.Sources;

public class RedirectTargetTests
{
    [Theory]
    [InlineData("https://a.test/files/1", "https://b.test/x?y=1", "https://b.test/x?y=1")]
    [InlineData("http://a.test/files/1", "https://b.test/x", "https://b.test/x")]
    [InlineData("http://a.test/files/1", "http://b.test/x", "http://b.test/x")]
    [InlineData("https://a.test/files/1", "https://b.test:8443/x", "https://b.test:8443/x")]
    [InlineData("https://a.test:8443/files/1", "https://a.test/x", "https://a.test/x")]
    public void Any_host_and_port_is_allowed(string from, string location, string target)
    {
        Assert.Equal(new Uri(target), Resolve(from, location));
    }

    [Theory]
    [InlineData("/x", "https://a.test:8443/x")]
    [InlineData("2?part=3", "https://a.test:8443/files/2?part=3")]
    [InlineData("../x", "https://a.test:8443/x")]
    [InlineData("?part=3", "https://a.test:8443/files/1?part=3")]
    [InlineData("//b.test/x", "https://b.test/x")]
    public void Relative_location_keeps_scheme_host_and_port(string location, string target)
    {
        Assert.Equal(new Uri(target), Resolve("https://a.test:8443/files/1", location));
    }

    [Theory]
    [InlineData("https://a.test/files/1", "http://b.test/x", "a.test redirected from https to http://b.test")]
    [InlineData("https://a.test/files/1", "http://a.test/files/1", "a.test redirected from https to http://a.test")]
    [InlineData("https://a.test/files/1", "ftp://b.test/x", "a.test redirected from https to ftp://b.test")]
    [InlineData("http://a.test/files/1", "ftp://b.test/x", "a.test redirected from http to ftp://b.test")]
    [InlineData("http://a.test/files/1", "file:///etc/hosts", "a.test redirected from http to file://")]
    public void Redirect_that_leaves_https_is_refused(string from, string location, string cause)
    {
        var refusal = Assert.Throws<EngineException>(() => Resolve(from, location));

        Assert.Equal(cause, refusal.Cause);
        Assert.Equal(
            (FigshareErrorId.InsecureRedirect, FailureKind.Permanent), (refusal.ErrorId, refusal.Kind));
    }

    /// <summary>Resolves a location as a response states it: a bare path is no path of this machine.</summary>
    private static Uri Resolve(string from, string location)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.Redirect);
        response.Headers.TryAddWithoutValidation("Location", location);
        return RedirectTarget.Resolve(new Uri(from), response.Headers.Location!);
    }
}
