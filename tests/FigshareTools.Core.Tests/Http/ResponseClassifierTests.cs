using FigshareTools.Http;

namespace FigshareTools.Core.Tests.Http;

public class ResponseClassifierTests
{
    [Theory]
    // status, WAF action, location, body, offset, matches the range: action, error
    [InlineData(302, null, true, ContentKind.Other, null, false, ResponseAction.FollowRedirect, null)]
    [InlineData(301, null, true, ContentKind.Other, 5L, false, ResponseAction.FollowRedirect, null)]
    [InlineData(307, null, true, ContentKind.Other, null, false, ResponseAction.FollowRedirect, null)]
    [InlineData(302, null, false, ContentKind.Other, null, false, ResponseAction.Fail, FigshareErrorId.UnexpectedAnswer)]
    [InlineData(200, null, false, ContentKind.Other, null, false, ResponseAction.UseBody, null)]
    [InlineData(200, null, false, ContentKind.Other, 5L, false, ResponseAction.UseBodyFromZero, null)]
    [InlineData(206, null, false, ContentKind.Other, 5L, true, ResponseAction.UseBody, null)]
    [InlineData(206, null, false, ContentKind.Other, 5L, false, ResponseAction.RejectRange, null)]
    [InlineData(206, null, false, ContentKind.Other, null, false, ResponseAction.Fail, FigshareErrorId.UnexpectedAnswer)]
    [InlineData(416, null, false, ContentKind.Other, 5L, false, ResponseAction.CheckLength, null)]
    [InlineData(202, null, false, ContentKind.Other, null, false, ResponseAction.TryOtherHost, FigshareErrorId.WafChallenge)]
    [InlineData(202, "challenge", false, ContentKind.Other, null, false, ResponseAction.TryOtherHost, FigshareErrorId.WafChallenge)]
    [InlineData(405, "captcha", false, ContentKind.Other, null, false, ResponseAction.TryOtherHost, FigshareErrorId.WafChallenge)]
    [InlineData(403, "challenge", false, ContentKind.Json, null, false, ResponseAction.TryOtherHost, FigshareErrorId.WafChallenge)]
    [InlineData(403, null, false, ContentKind.Html, null, false, ResponseAction.TryOtherHost, FigshareErrorId.AccessRefused)]
    [InlineData(403, null, false, ContentKind.Other, null, false, ResponseAction.TryOtherHost, FigshareErrorId.AccessRefused)]
    [InlineData(403, null, false, ContentKind.Xml, null, false, ResponseAction.RenewUrl, FigshareErrorId.LinkExpired)]
    [InlineData(403, null, false, ContentKind.Json, null, false, ResponseAction.Fail, FigshareErrorId.PermissionDenied)]
    [InlineData(401, null, false, ContentKind.Json, null, false, ResponseAction.Fail, FigshareErrorId.PermissionDenied)]
    [InlineData(404, null, false, ContentKind.Json, null, false, ResponseAction.Fail, FigshareErrorId.NotFound)]
    [InlineData(410, null, false, ContentKind.Other, null, false, ResponseAction.Fail, FigshareErrorId.NotFound)]
    [InlineData(407, null, false, ContentKind.Html, null, false, ResponseAction.Fail, FigshareErrorId.ProxyCredentials)]
    [InlineData(429, null, false, ContentKind.Other, null, false, ResponseAction.Retry, FigshareErrorId.RateLimited)]
    [InlineData(503, null, false, ContentKind.Other, null, false, ResponseAction.Retry, FigshareErrorId.ServerError)]
    [InlineData(500, null, false, ContentKind.Other, null, false, ResponseAction.Retry, FigshareErrorId.ServerError)]
    [InlineData(408, null, false, ContentKind.Other, null, false, ResponseAction.Retry, FigshareErrorId.ServerError)]
    [InlineData(204, null, false, ContentKind.Other, null, false, ResponseAction.Fail, FigshareErrorId.UnexpectedAnswer)]
    [InlineData(304, null, false, ContentKind.Other, null, false, ResponseAction.Fail, FigshareErrorId.UnexpectedAnswer)]
    [InlineData(400, null, false, ContentKind.Xml, null, false, ResponseAction.Fail, FigshareErrorId.UnexpectedAnswer)]
    internal void Every_response_has_one_verdict(
        int status, string? waf, bool hasLocation, ContentKind body, long? offset, bool matchesRange, ResponseAction action,
        FigshareErrorId? error)
    {
        var verdict = ResponseClassifier.Classify(
            new ResponseFacts("host", status, waf, hasLocation, body, offset, matchesRange, HasCached: false));

        Assert.Equal(action, verdict.Action);
        if (error is not null)
        {
            Assert.Equal(error, verdict.ErrorId);
            Assert.NotEmpty(verdict.Cause);
            Assert.NotEmpty(verdict.Remedy);
        }
    }

    [Theory]
    [InlineData(200, null, false)]
    [InlineData(200, 5L, false)]
    [InlineData(206, 5L, true)]
    public void An_encoded_body_is_never_used(int status, long? offset, bool matchesRange)
    {
        var verdict = ResponseClassifier.Classify(
            new ResponseFacts("host", status, null, false, ContentKind.Other, offset, matchesRange, HasCached: false)
            {
                IsEncoded = true,
            });

        Assert.Equal((ResponseAction.Retry, FigshareErrorId.UnexpectedAnswer), (verdict.Action, verdict.ErrorId));
        Assert.Contains("compressed", verdict.Cause, System.StringComparison.Ordinal);
    }

    [Fact]
    public void An_unchanged_response_is_taken_from_the_cache() =>
        Assert.Equal(ResponseAction.UseCached,
            ResponseClassifier.Classify(
                new ResponseFacts("host", 304, null, false, ContentKind.Other, null, false, HasCached: true)).Action);

    [Theory]
    [InlineData("text/html", "", ContentKind.Html)]
    [InlineData("application/xml", "", ContentKind.Xml)]
    [InlineData("application/json", "", ContentKind.Json)]
    [InlineData(null, "\uFEFF<?xml version='1.0'?>", ContentKind.Xml)]
    [InlineData("application/octet-stream", "  <!DOCTYPE html>", ContentKind.Html)]
    [InlineData(null, "<html>", ContentKind.Html)]
    [InlineData(null, "{\"message\":", ContentKind.Json)]
    [InlineData("application/octet-stream", "SQLite format 3", ContentKind.Other)]
    [InlineData(null, "", ContentKind.Other)]
    internal void The_kind_of_a_body_follows_from_its_type_or_first_bytes(
        string? mediaType, string start, ContentKind expected) =>
        Assert.Equal(expected, ContentSniffer.KindOf(mediaType, start));

    [Theory]
    [InlineData(null, ContentKind.Other)]
    [InlineData("application/octet-stream", ContentKind.Other)]
    [InlineData("text/plain", ContentKind.Text)]
    [InlineData("TEXT/csv", ContentKind.Text)]
    [InlineData("text/html", ContentKind.Html)]
    [InlineData("application/problem+json", ContentKind.Json)]
    internal void The_media_type_declares_the_kind(string? mediaType, ContentKind expected) =>
        Assert.Equal(expected, ContentSniffer.DeclaredKindOf(mediaType));

    [Theory]
    [InlineData("Internal Server Error", true, ContentKind.Text)]
    [InlineData("Internal Server Error", false, ContentKind.Other)]
    [InlineData("upstream connect error or disconnect/reset before headers", false, ContentKind.Text)]
    [InlineData("{\"message\":\"Internal server error\",\"code\":1}", false, ContentKind.Json)]
    [InlineData("{", false, ContentKind.Other)]
    [InlineData("<html>", false, ContentKind.Html)]
    [InlineData("SQLite format 3", false, ContentKind.Other)]
    [InlineData("SQLite format 3\0 and bytes that are no text at all", false, ContentKind.Other)]
    [InlineData("PK\u0003\u0004", true, ContentKind.Other)]
    [InlineData("", true, ContentKind.Other)]
    [InlineData("j", true, ContentKind.Other)]
    [InlineData("{", true, ContentKind.Other)]
    [InlineData("{}", true, ContentKind.Json)]
    internal void The_first_bytes_show_the_kind(string start, bool isWhole, ContentKind expected)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(start);

        Assert.Equal(expected, ContentSniffer.SniffedKindOf(bytes, bytes.Length, isWhole));
    }
}
