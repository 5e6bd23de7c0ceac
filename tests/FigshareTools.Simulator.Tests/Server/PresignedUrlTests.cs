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
    public async Task Both_addresses_of_a_file_redirect_to_a_presigned_url_of_ten_seconds(FaultPoint point)
    {
        var bytes = Publish(_content);
        Uri address = point == FaultPoint.Redirect ? Redirect() : new Uri(Figshare.DownloadUri, $"files/{FileId}");

        using HttpResponseMessage redirect = await GetAsync(address);
        using HttpResponseMessage body = await GetAsync(redirect.Headers.Location!);

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
    public async Task A_link_works_up_to_its_last_moment_and_no_longer()
    {
        Publish(_content);
        Uri link = await LinkAsync();

        Clock.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        using HttpResponseMessage before = await GetAsync(link);
        Clock.Advance(TimeSpan.FromTicks(1));
        using HttpResponseMessage after = await GetAsync(link);

        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        await AssertRefused(after, "AccessDenied", "Request has expired");
    }

    [Fact]
    public async Task A_body_that_has_begun_goes_on_after_its_link_has_expired()
    {
        var bytes = Publish(_content);
        using BodyHold hold = Figshare.Faults.HoldBodies();

        using HttpResponseMessage body = await BeginAsync(await LinkAsync());
        Clock.Advance(TimeSpan.FromHours(1));
        hold.Release();

        Assert.Equal(bytes, await BytesOf(body));
    }

    [Fact]
    public async Task Each_redirect_signs_anew()
    {
        Publish(_content);
        Uri old = await LinkAsync();
        Clock.Advance(TimeSpan.FromMinutes(1));

        Uri renewed = await LinkAsync();
        using HttpResponseMessage body = await GetAsync(renewed);

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
    public async Task A_link_that_was_changed_is_refused(string part, string changed, string code)
    {
        Publish(FileOf(_content), FileOf(_content, id: 71));
        var link = (await LinkAsync()).AbsoluteUri;

        using HttpResponseMessage answer = await GetAsync(
            new Uri(link.Replace(part, changed, StringComparison.Ordinal)));

        await AssertRefused(answer, code);
    }

    [Fact]
    public async Task Storage_gives_nothing_without_a_signature()
    {
        Publish(_content);

        using HttpResponseMessage answer = await GetAsync(new Uri((await LinkAsync()).GetLeftPart(UriPartial.Path)));

        await AssertRefused(answer, "AccessDenied");
    }

    [Fact]
    public async Task A_link_made_for_get_is_refused_for_head()
    {
        Publish(_content);

        using HttpResponseMessage answer = await SendAsync(HttpMethod.Head, await LinkAsync());

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_link_of_another_simulator_is_refused()
    {
        Publish(_content);
        await using FigshareSimulator other = await FigshareSimulator.StartAsync(Options, Stop);
        other.Catalog.Add(ArticleOf([FileOf(_content)]));
        var elsewhere = new UriBuilder(await LinkAsync()) { Port = other.StorageUri.Port };

        using HttpResponseMessage answer = await GetAsync(elsewhere.Uri);

        await AssertRefused(answer, "SignatureDoesNotMatch");
    }

    [Fact]
    public async Task A_token_carried_over_to_storage_is_refused_although_the_link_is_good()
    {
        Publish(_content);

        using HttpResponseMessage answer = await GetAsync(await LinkAsync(), ("Authorization", "token secret"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var body = await answer.Content.ReadAsStringAsync(Stop);
        Assert.Contains("<Code>InvalidArgument</Code>", body, StringComparison.Ordinal);
        Assert.Contains("Unsupported Authorization Type", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_taken_away_after_the_redirect_is_an_unknown_key()
    {
        Publish(_content);
        Uri link = await LinkAsync();
        Figshare.Catalog.Remove(ArticleId);

        using HttpResponseMessage answer = await GetAsync(link);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var body = await answer.Content.ReadAsStringAsync(Stop);
        Assert.Contains("<Code>NoSuchKey</Code>", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pgc-bip2021-all.vcf.tsv.gz", "pgcbip2021all.vcf.tsv.gz")]
    [InlineData("../a plate (1).sqlite", "aplate1.sqlite")]
    [InlineData("細胞", "file")]
    public async Task The_key_lacks_characters_of_the_name(string name, string key)
    {
        Publish(new SimulatedFile { Id = FileId, Name = name, Content = _content });

        Uri link = await LinkAsync();
        using HttpResponseMessage body = await GetAsync(link);

        Assert.Equal($"/pfigshare-u-files/70/{key}", link.AbsolutePath);
        Assert.Equal(HttpStatusCode.OK, body.StatusCode);
    }

    private static async Task AssertRefused(HttpResponseMessage answer, string code, string message = "")
    {
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("application/xml", answer.Content.Headers.ContentType?.MediaType);
        var body = await answer.Content.ReadAsStringAsync(Stop);
        Assert.Contains($"<Code>{code}</Code><Message>{message}", body, StringComparison.Ordinal);
    }
}
