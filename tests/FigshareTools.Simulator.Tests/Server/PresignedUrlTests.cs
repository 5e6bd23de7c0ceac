using System;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using FigshareTools.Simulator.Tests.Support;

namespace FigshareTools.Simulator.Tests.Server;

public class PresignedUrlTests : SimulatorTest
{
    private readonly SimulatedContent _content = SimulatedContent.Pattern(1000, seed: 1);

    [Theory]
    [InlineData(FaultPoint.Redirect)]
    [InlineData(FaultPoint.Downloader)]
    public async Task Both_addresses_redirect_to_a_presigned_URL_of_ten_seconds(FaultPoint point)
    {
        var bytes = Publish(_content);
        var address = point == FaultPoint.Redirect ? Redirect() : new Uri(Figshare.DownloadUri, $"files/{FileId}");

        using var redirect = await GetAsync(address);
        using var body = await GetAsync(redirect.Headers.Location!);

        Assert.Equal(HttpStatusCode.Found, redirect.StatusCode);
        Assert.Equal(Figshare.StorageUri.Authority, redirect.Headers.Location!.Authority);
        Assert.Equal("/pfigshare-u-files/70/70.bin", redirect.Headers.Location.AbsolutePath);
        Assert.Contains("X-Amz-Algorithm=AWS4-HMAC-SHA256&", redirect.Headers.Location.Query, StringComparison.Ordinal);
        Assert.Contains("&X-Amz-Date=20261122T120000Z&X-Amz-Expires=10&", redirect.Headers.Location.Query,
            StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, body.StatusCode);
        Assert.Equal(bytes, await BytesOf(body));
    }

    [Fact]
    public async Task Presigned_URL_is_valid_until_it_expires()
    {
        Publish(_content);
        var link = await PresignAsync();

        Clock.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        using var before = await GetAsync(link);
        Clock.Advance(TimeSpan.FromTicks(1));
        using var after = await GetAsync(link);

        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        await AssertRefused(after, "AccessDenied", "Request has expired");
    }

    [Fact]
    public async Task Body_continues_after_its_presigned_URL_has_expired()
    {
        var bytes = Publish(_content);
        using var hold = Figshare.Faults.HoldBodies();

        using var body = await BeginAsync(await PresignAsync());
        Clock.Advance(TimeSpan.FromHours(1));
        hold.Release();

        Assert.Equal(bytes, await BytesOf(body));
    }

    [Fact]
    public async Task Each_redirect_has_a_new_signature()
    {
        Publish(_content);
        var old = await PresignAsync();
        Clock.Advance(TimeSpan.FromMinutes(1));

        var renewed = await PresignAsync();
        using var body = await GetAsync(renewed);

        Assert.NotEqual(old, renewed);
        Assert.Equal(HttpStatusCode.OK, body.StatusCode);
    }

    [Theory]
    [InlineData("X-Amz-Expires=10", "X-Amz-Expires=3600", "SignatureDoesNotMatch")]
    [InlineData("T120000Z&", "T120001Z&", "SignatureDoesNotMatch")]
    [InlineData("/70/70.bin", "/71/70.bin", "SignatureDoesNotMatch")]
    [InlineData("X-Amz-Signature=", "X-Amz-Signature=0", "SignatureDoesNotMatch")]
    [InlineData("X-Amz-Expires=10", "X-Amz-Expires=-1", "AccessDenied")]
    [InlineData("X-Amz-Date=2", "X-Amz-Date=x", "AccessDenied")]
    [InlineData("X-Amz-Algorithm=AWS4", "X-Amz-Algorithm=AWS3", "AccessDenied")]
    public async Task Modified_presigned_URL_is_refused(string part, string changed, string code)
    {
        Publish(FileOf(_content), FileOf(_content, id: 71));
        var link = (await PresignAsync()).AbsoluteUri;

        using var response = await GetAsync(
            new Uri(link.Replace(part, changed, StringComparison.Ordinal)));

        await AssertRefused(response, code);
    }

    [Fact]
    public async Task Storage_refuses_requests_without_a_signature()
    {
        Publish(_content);
        var presignedUrl = await PresignAsync();

        using var response = await GetAsync(new Uri(presignedUrl.GetLeftPart(UriPartial.Path)));

        await AssertRefused(response, "AccessDenied");
    }

    [Fact]
    public async Task Presigned_URL_for_GET_is_refused_for_HEAD()
    {
        Publish(_content);

        using var response = await SendAsync(HttpMethod.Head, await PresignAsync());

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Presigned_URL_of_another_simulator_is_refused()
    {
        Publish(_content);
        await using var other = await FigshareSimulator.StartAsync(Options, Stop);
        other.Catalog.Add(ArticleOf([FileOf(_content)]));
        var elsewhere = new UriBuilder(await PresignAsync()) { Port = other.StorageUri.Port };

        using var response = await GetAsync(elsewhere.Uri);

        await AssertRefused(response, "SignatureDoesNotMatch");
    }

    [Fact]
    public async Task Token_is_refused_by_storage_despite_a_valid_presigned_URL()
    {
        Publish(_content);

        using var response = await GetAsync(await PresignAsync(), ("Authorization", "token secret"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var body = await response.Content.ReadAsStringAsync(Stop);
        Assert.Contains("<Code>InvalidArgument</Code>", body, StringComparison.Ordinal);
        Assert.Contains("Unsupported Authorization Type", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_removed_after_the_redirect_is_an_unknown_key()
    {
        Publish(_content);
        var link = await PresignAsync();
        Figshare.Catalog.Remove(ArticleId);

        using var response = await GetAsync(link);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        var body = await response.Content.ReadAsStringAsync(Stop);
        Assert.Contains("<Code>NoSuchKey</Code>", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pgc-bip2021-all.vcf.tsv.gz", "pgcbip2021all.vcf.tsv.gz")]
    [InlineData("../a plate (1).sqlite", "aplate1.sqlite")]
    [InlineData("細胞", "file")]
    public async Task Storage_key_omits_characters_of_the_file_name(string name, string key)
    {
        Publish(new SimulatedFile { Id = FileId, Name = name, Content = _content });

        var link = await PresignAsync();
        using var body = await GetAsync(link);

        Assert.Equal($"/pfigshare-u-files/70/{key}", link.AbsolutePath);
        Assert.Equal(HttpStatusCode.OK, body.StatusCode);
    }

    private static async Task AssertRefused(HttpResponseMessage response, string code, string message = "")
    {
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("application/xml", response.Content.Headers.ContentType?.MediaType);
        var body = await response.Content.ReadAsStringAsync(Stop);
        Assert.Contains($"<Code>{code}</Code><Message>{message}", body, StringComparison.Ordinal);
    }
}
