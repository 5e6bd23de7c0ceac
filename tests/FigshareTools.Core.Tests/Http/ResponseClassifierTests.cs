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
}
