using System;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using FigshareTools.Api;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Simulator;
using FigshareTools.Transfer;

namespace FigshareTools.Core.Tests.Proxies;

/// <summary>Runs through a proxy, and what its failures are called.</summary>
public class ProxyTests : TransferTest
{
    private const string Secret = "open-sesame";

    private static readonly NetworkCredential s_credential = new("lab", Secret);

    [Fact]
    public async Task All_requests_go_through_the_proxy_with_its_credentials()
    {
        await using var proxy = new TestProxy { Credentials = $"lab:{Secret}" };
        var plate = PublishBytes();

        var outcome = await SaveAsync(Through(proxy, credential: s_credential), plate);

        Assert.Equal(VerificationLevel.Md5, outcome.Result.Verified);
        Assert.Equal(Figshare.Log.Snapshot().Count, proxy.ForwardedCount);
        AssertNoCredentialAtFigshare();
    }

    [Fact]
    public async Task Credentials_in_the_address_are_used()
    {
        await using var proxy = new TestProxy { Credentials = "l@b:a/b" };
        var plate = PublishBytes();

        await SaveAsync(Options with { Proxy = new() { Address = WithUser(proxy.Address, "l%40b:a%2Fb") } }, plate);

        AssertSaved(plate);
        AssertNoCredentialAtFigshare();
    }

    [Fact]
    public async Task A_bypassed_proxy_gets_no_request()
    {
        await using var proxy = new TestProxy { Refusal = 403 };
        var plate = PublishBytes();

        await SaveAsync(Options with { Proxy = new() { Address = proxy.Address, IsBypassed = true } }, plate);

        AssertSaved(plate);
        Assert.Empty(proxy.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_dead_proxy_is_named_as_the_proxy(bool isHttps)
    {
        var address = TestProxy.DeadAddress();

        var failure = (await SaveAsync(
            To(isHttps) with { Proxy = new() { Address = WithUser(address, $"lab:{Secret}") }, MaximumRetryCount = 2 },
            PublishBytes())).Failure;

        Assert.Equal(FigshareErrorId.ProxyFailed, failure.ErrorId);
        Assert.StartsWith(
            $"100 (file 100): the proxy {address.Authority} does not answer (", failure.Message, StringComparison.Ordinal);
        Assert.Contains("-NoProxy", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, failure.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, Clock.Waits.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_proxy_that_wants_credentials_is_asked_once(bool isHttps)
    {
        await using var proxy = new TestProxy { Credentials = $"lab:{Secret}" };

        var failure = (await SaveAsync(Through(proxy, To(isHttps)), PublishBytes())).Failure;

        Assert.Equal(FigshareErrorId.ProxyCredentials, failure.ErrorId);
        Assert.Contains(
            $"the proxy {proxy.Address.Authority} wants credentials (HTTP 407); give -ProxyCredential", failure.Message,
            StringComparison.Ordinal);
        Assert.Equal(isHttps ? "CONNECT" : "GET", Assert.Single(proxy.Requests).Method);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Credentials_that_the_proxy_refuses_are_not_quoted(bool isHttps)
    {
        await using var proxy = new TestProxy { Credentials = "lab:other" };

        var failure = (await SaveAsync(
            To(isHttps) with { Proxy = new() { Address = WithUser(proxy.Address, $"lab:{Secret}") } }, PublishBytes())).Failure;

        Assert.Equal(FigshareErrorId.ProxyCredentials, failure.ErrorId);
        Assert.Contains(
            $"{proxy.Address.Authority} does not accept the credentials (HTTP 407)", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, failure.ToString(), StringComparison.Ordinal);
        Assert.Contains(proxy.Requests, request => request.Authorization is not null);
    }

    [Theory]
    [InlineData(403, 1)]
    [InlineData(503, 3)]
    public async Task A_refused_tunnel_names_proxy_and_host(int status, int attempts)
    {
        await using var proxy = new TestProxy { Refusal = status };

        var failure = (await SaveAsync(
            To(isHttps: true) with
            {
                Proxy = new() { Address = WithUser(proxy.Address, $"lab:{Secret}") },
                MaximumRetryCount = 2,
            },
            PublishBytes())).Failure;

        Assert.Equal(FigshareErrorId.ProxyFailed, failure.ErrorId);
        Assert.Contains($"the proxy {proxy.Address.Authority} ", failure.Message, StringComparison.Ordinal);
        Assert.Contains($"connect to localhost (HTTP {status})", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, failure.ToString(), StringComparison.Ordinal);
        Assert.Equal(attempts, proxy.Requests.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_untrusted_certificate_ends_the_plate_at_once(bool usesProxy)
    {
        await using var proxy = new TestProxy { Credentials = $"lab:{Secret}" };
        await using var tls = new TlsServer(Figshare.ApiUri);
        var options = Options with { Endpoints = new FigshareEndpoints(new Uri(tls.Address, "v2"), tls.Address) };

        var failure = (await SaveAsync(
            usesProxy ? Through(proxy, options, s_credential) : options, PublishBytes())).Failure;

        Assert.Equal(FigshareErrorId.UntrustedCertificate, failure.ErrorId);
        Assert.Contains("the certificate of localhost is not trusted (", failure.Message, StringComparison.Ordinal);
        Assert.Contains("docs/network.md", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, tls.ConnectionCount);
        Assert.Empty(Clock.Waits);
        Assert.Equal(usesProxy ? 1 : 0, proxy.ForwardedCount);
    }

    [Fact]
    public void Options_show_no_credentials()
    {
        var options = Options with { Proxy = new() { Address = WithUser(new("http://proxy.lab:3128"), $"lab:{Secret}") } };

        Assert.Contains("proxy.lab:3128", options.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, options.ToString(), StringComparison.Ordinal);
    }

    private static Uri WithUser(Uri address, string user) => new($"http://{user}@{address.Authority}");

    private SaveOptions Through(TestProxy proxy, SaveOptions? options = null, NetworkCredential? credential = null) =>
        (options ?? Options) with { Proxy = new() { Address = proxy.Address, Credential = credential } };

    /// <summary>Options for the simulator, or for https addresses that a proxy cannot reach.</summary>
    private SaveOptions To(bool isHttps) => !isHttps ? Options
        : Options with { Endpoints = new FigshareEndpoints(new Uri("https://localhost:1/v2"), new Uri("https://localhost:1")) };

    private void AssertNoCredentialAtFigshare() => Assert.DoesNotContain(
        Figshare.Log.Snapshot().SelectMany(request => request.Headers),
        header => header.Key.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase)
            || header.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase));
}
