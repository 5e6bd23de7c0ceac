using System;
using System.Net;
using System.Net.Http;
using FigshareTools.Api;
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

    [Theory]
    [InlineData("localhost")]
    [InlineData("localhost.")]
    [InlineData("LOCALHOST:8080")]
    [InlineData("db.localhost")]
    [InlineData("printer")]
    [InlineData("nas.local")]
    [InlineData("metadata.google.internal")]
    [InlineData("router.home.arpa")]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("10.0.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.255")]
    [InlineData("127.0.0.1")]
    [InlineData("127.1")]
    [InlineData("127.255.255.254:22")]
    [InlineData("2130706433")]
    [InlineData("0177.0.0.1")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("0x7f000001")]
    [InlineData("017700000001")]
    [InlineData("127.0.0.1.")]
    [InlineData("\uFF11\uFF12\uFF17.0.0.1")]
    [InlineData("127\u30020\u30020\u30021")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.255")]
    [InlineData("255.255.255.255")]
    [InlineData("[::]")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("[::ffff:10.0.0.1]")]
    [InlineData("[::ffff:a9fe:a9fe]")]
    [InlineData("[::127.0.0.1]")]
    [InlineData("[64:ff9b::7f00:1]")]
    [InlineData("[64:ff9b:1::1]")]
    [InlineData("[2002:7f00:1::]")]
    [InlineData("[fc00::1]")]
    [InlineData("[fdff::1]")]
    [InlineData("[fe80::1]")]
    [InlineData("[fe80::1%25eth0]")]
    [InlineData("[fec0::1]")]
    [InlineData("[ff02::1]")]
    public void Redirect_from_a_public_host_to_the_local_network_is_refused(string host)
    {
        var refusal = Assert.Throws<EngineException>(() => Resolve("https://a.test/files/1", $"https://{host}/x"));

        Assert.Equal((FigshareErrorId.InsecureRedirect, FailureKind.Permanent), (refusal.ErrorId, refusal.Kind));
        Assert.EndsWith(", which is an address of this machine or its network", refusal.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("126.255.255.255")]
    [InlineData("128.0.0.1")]
    [InlineData("169.253.255.255")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.0.1.0")]
    [InlineData("192.169.0.0")]
    [InlineData("198.20.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("[2a00:1450::1]")]
    [InlineData("[::ffff:1.1.1.1]")]
    [InlineData("[64:ff9b::101:101]")]
    [InlineData("[2002:101:101::]")]
    [InlineData("localhost.example.org")]
    [InlineData("local.example.org")]
    [InlineData("127.0.0.1.example.org")]
    public void Redirect_to_a_public_address_or_name_is_followed(string host) =>
        Assert.Equal(new Uri($"https://{host}/x"), Resolve("https://a.test/files/1", $"https://{host}/x"));

    [Theory]
    [InlineData("http://127.0.0.1:1/files/1", "http://127.0.0.1:2/x")]
    [InlineData("http://mirror/files/1", "http://10.0.0.7/x")]
    [InlineData("https://api.test/files/1", "https://10.1.2.3/x")]
    [InlineData("https://storage.test/files/1", "https://mirror.local:8443/x")]
    public void Redirect_to_the_local_network_is_followed_if_the_user_named_it(string from, string location) =>
        Assert.Equal(new Uri(location), RedirectTarget.Resolve(
            new Uri(from), new Uri(location), new FigshareEndpoints(new Uri("https://10.1.2.3/v2"), new Uri("https://mirror.local"))));

    [Theory]
    [InlineData("//")]
    [InlineData("https://")]
    [InlineData("https:///x")]
    [InlineData("http://[::1")]
    [InlineData("https://a.test:99999/x")]
    [InlineData("")]
    public void Location_that_is_no_address_is_an_error_of_the_server(string location)
    {
        var failure = Assert.Throws<EngineException>(() => Resolve("https://a.test/files/1", location));

        Assert.Equal(FigshareErrorId.UnexpectedAnswer, failure.ErrorId);
    }

    /// <summary>Resolves a location as a response states it: a bare path is no path of this machine.</summary>
    private static Uri Resolve(string from, string location)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.Redirect);
        response.Headers.TryAddWithoutValidation("Location", location);
        return RedirectTarget.Resolve(new Uri(from), response.Headers.Location, FigshareEndpoints.Figshare);
    }
}
