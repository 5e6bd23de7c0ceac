using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using FigshareTools.Api;
using FigshareTools.Sources;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Http;
using FigshareTools.Simulator;
using FigshareTools.Transfer;

namespace FigshareTools.Core.Tests.Responses;

/// <summary>How the engine handles each kind of response, observed at the simulator.</summary>
public class ResponseHandlingTests : TransferTest
{
    [Fact]
    public async Task A_plate_takes_one_redirect_and_one_body()
    {
        var plate = PublishBytes();

        var result = (await SaveAsync(plate)).Result;

        AssertSaved(plate);
        Assert.Equal(PlateStatus.Downloaded, result.Status);
        Assert.Equal(VerificationLevel.Md5, result.Verified);
        Assert.Equal((plate.Plate, plate.FileId, PathOf(plate), plate.Length, plate.Md5),
            (result.Plate, result.FileId, result.Path, result.Length, result.Md5));
        Assert.Equal([FaultPoint.Redirect, FaultPoint.Storage], Figshare.Log.Snapshot().Select(request => request.Point));
        Assert.All(Figshare.Log.Snapshot(), request =>
        {
            Assert.Null(request.Authorization);
            Assert.StartsWith("FigshareTools/", request.UserAgent, StringComparison.Ordinal);
            Assert.DoesNotContain("text/html", request.Accept, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("challenge")]
    [InlineData("captcha")]
    [InlineData("403 html")]
    public async Task The_downloader_is_asked_when_the_API_refuses_the_client(string refusal)
    {
        var plate = PublishBytes();
        Figshare.Faults.Add(Refusal(refusal, FaultPoint.Redirect));

        Assert.Equal(VerificationLevel.Md5, (await SaveAsync(plate)).Result.Verified);

        AssertSaved(plate);
        Assert.Equal([FaultPoint.Redirect, FaultPoint.Downloader, FaultPoint.Storage],
            Figshare.Log.Snapshot().Select(request => request.Point));
        Assert.Empty(Clock.Waits);
    }

    [Theory]
    [InlineData("challenge")]
    [InlineData("captcha")]
    public async Task Without_an_outage_limit_a_challenge_of_both_hosts_is_an_error(string refusal)
    {
        var plate = PublishBytes();
        var other = PublishBytes(fileId: 101);
        Figshare.Faults.Add(Refusal(refusal, FaultPoint.Redirect) with { Times = int.MaxValue });
        Figshare.Faults.Add(Refusal(refusal, FaultPoint.Downloader) with { Times = int.MaxValue });

        var outcome = await SaveAsync(
            Options with { ThrottleLimit = 1, MaximumOutage = TimeSpan.Zero }, plate, other);

        Assert.Equal(2, outcome.Failures.Count);
        Assert.All(outcome.Failures, failure => Assert.Equal(FigshareErrorId.WafChallenge, failure.Error.ErrorId));
        var message = outcome.Failures[0].Error.Message;
        Assert.Contains("100 (file 100): the firewall of 127.0.0.1 challenged", message, StringComparison.Ordinal);
        Assert.Contains("try again later or from another network", message, StringComparison.Ordinal);
        Assert.Equal(2, Figshare.Log.Snapshot().Count);
        Assert.False(File.Exists(PathOf(plate)));
    }

    [Fact]
    public async Task A_refusal_of_both_hosts_is_retried_after_two_minutes()
    {
        var plate = PublishBytes();
        Figshare.Faults.Add(Fault.ForbiddenHtml(FaultPoint.Redirect));
        Figshare.Faults.Add(Fault.ForbiddenHtml(FaultPoint.Downloader));

        Assert.Equal(PlateStatus.Downloaded, (await SaveAsync(plate)).Result.Status);

        AssertSaved(plate);
        Assert.Equal([CircuitPolicy.FirstWait], Clock.Waits);
    }

    [Fact]
    public async Task An_expired_presigned_URL_is_renewed_at_once()
    {
        var plate = PublishBytes();
        Figshare.Faults.Add(Fault.ForbiddenXml());

        Assert.Equal(PlateStatus.Downloaded, (await SaveAsync(plate)).Result.Status);

        AssertSaved(plate);
        Assert.Equal(2, Figshare.Log.Count(FaultPoint.Redirect));
        Assert.Empty(Clock.Waits);
    }

    [Fact]
    public async Task Presigned_URLs_that_are_refused_for_a_while_are_retried()
    {
        var plate = PublishBytes();
        Figshare.Faults.Add(Fault.ForbiddenXml() with { Times = 5 });

        Assert.Equal(PlateStatus.Downloaded, (await SaveAsync(plate)).Result.Status);

        AssertSaved(plate);
        Assert.Equal(2, Clock.Waits.Count);
    }

    [Fact]
    public async Task Renewals_of_a_presigned_URL_are_limited()
    {
        var plate = PublishBytes();
        Figshare.Faults.Add(Fault.ForbiddenXml() with { Times = int.MaxValue });

        Assert.Equal(FigshareErrorId.LinkExpired, (await SaveAsync(plate)).Failure.ErrorId);

        // The first attempt and five retries, with two URLs each.
        Assert.Equal(12, Figshare.Log.Count(FaultPoint.Storage));
    }

    [Theory]
    [InlineData("401", FigshareErrorId.PermissionDenied)]
    [InlineData("403 json", FigshareErrorId.PermissionDenied)]
    [InlineData("404", FigshareErrorId.NotFound)]
    [InlineData("no location", FigshareErrorId.UnexpectedAnswer)]
    [InlineData("418", FigshareErrorId.UnexpectedAnswer)]
    public async Task A_permanent_failure_is_not_retried(string refusal, FigshareErrorId expected)
    {
        var plate = PublishBytes();
        Figshare.Faults.Add(Refusal(refusal, FaultPoint.Redirect));

        var failure = (await SaveAsync(plate)).Failure;

        Assert.Equal(expected, failure.ErrorId);
        Assert.StartsWith("100 (file 100): ", failure.Message, StringComparison.Ordinal);
        Assert.Single(Figshare.Log.Snapshot());
    }

    [Fact]
    public async Task A_failed_plate_does_not_stop_the_others()
    {
        var plate = PublishBytes();

        var outcome = await SaveAsync(new FigsharePlate { FileId = 9, Plate = "gone" }, plate);

        Assert.Equal("gone", Assert.Single(outcome.Failures).Plate.Plate);
        Assert.Equal(plate.FileId, Assert.Single(outcome.Results).FileId);
    }

    [Theory]
    [InlineData("https://api.figshare.com/v2/file/download/1", "http://s3-eu-west-1.amazonaws.com/1", false)]
    [InlineData("https://api.figshare.com/v2/file/download/1", "ftp://s3-eu-west-1.amazonaws.com/1", false)]
    [InlineData("http://127.0.0.1:1/v2/file/download/1", "file:///etc/passwd", false)]
    [InlineData("https://api.figshare.com/v2/file/download/1", "https://s3q.ait.dtu.dk:9000/figshare/1/a", true)]
    [InlineData("https://api.figshare.com/v2/file/download/1", "/v2/other", true)]
    [InlineData("http://127.0.0.1:1/v2/file/download/1", "http://127.0.0.1:2/1", true)]
    public void A_redirect_never_leaves_https(string from, string location, bool isFollowed)
    {
        var (source, target) = (new Uri(from), new Uri(location, UriKind.RelativeOrAbsolute));

        if (isFollowed)
        {
            Assert.Equal(new Uri(source, target), RedirectTarget.Resolve(source, target, FigshareEndpoints.Figshare));
        }
        else
        {
            var failure = Assert.Throws<EngineException>(
                () => RedirectTarget.Resolve(source, target, FigshareEndpoints.Figshare));
            Assert.Equal(FigshareErrorId.InsecureRedirect, failure.ErrorId);
        }
    }

    [Fact]
    public async Task An_endless_chain_of_redirects_is_an_error()
    {
        var plate = PublishBytes();
        Figshare.Faults.Add(Fault.RedirectTo($"{Figshare.ApiUri}/file/download/100") with { Times = int.MaxValue });

        Assert.Equal(FigshareErrorId.UnexpectedAnswer, (await SaveAsync(plate)).Failure.ErrorId);

        Assert.Equal(6, Figshare.Log.Snapshot().Count);
    }

    [Fact]
    public async Task No_connection_is_an_error_that_names_the_host()
    {
        var plate = PublishBytes();
        await Figshare.DisposeAsync();

        var failure = (await SaveAsync(Options with { MaximumRetryCount = 1 }, plate)).Failure;

        Assert.Equal(FigshareErrorId.ConnectionFailed, failure.ErrorId);
        Assert.Contains("127.0.0.1", failure.Message, StringComparison.Ordinal);
    }

    private static Fault Refusal(string name, FaultPoint point) => name switch
    {
        "challenge" => Fault.Challenge(point),
        "captcha" => Fault.Captcha(point),
        "403 html" => Fault.ForbiddenHtml(point),
        "403 json" => Fault.ForbiddenJson(point: point),
        "401" => Fault.Unauthorized(point),
        "404" => Fault.NotFound(point),
        "no location" => Fault.NoLocation(point),
        _ => Fault.Status(int.Parse(name, System.Globalization.CultureInfo.InvariantCulture), point: point),
    };
}
