using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Files;
using FigshareTools.PartialFiles;
using FigshareTools.Segments;
using FigshareTools.Sources;
using FigshareTools.Transfer;
using Microsoft.Extensions.Time.Testing;

namespace FigshareTools.Core.Tests.Transfer;

public sealed class SegmentRequestTests : IAsyncLifetime
{
    private const string Tag = "\"tag\"";

    private static readonly FileIdentity s_file = new(Tag, LastModified: null, Length: 300);
    private static readonly DateTimeOffset s_modified = new(2023, 5, 30, 11, 14, 17, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("figsharetools-").FullName;
    private readonly FakeTimeProvider _clock = new();
    private readonly FigsharePlate _plate = new() { FileId = 1 };
    private PartialFile _partial = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _partial = await new PartialFileOpener(
        LocalFileSystem.Instance, _clock).OpenAsync(Path.Combine(_folder, "plate"), _plate, keepsNothing: false, Stop);

    public async ValueTask DisposeAsync()
    {
        await _partial.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Whole_file_is_requested_without_a_range()
    {
        Assert.Equal(new PlateRangeRequest(_plate, null, default), RequestFor(0, ByteRange.UnknownEnd));
        _partial.Describe(s_file);
        Assert.Equal(new PlateRangeRequest(_plate, null, s_file), RequestFor(0, 300));
    }

    [Fact]
    public void Part_of_a_file_is_requested_with_its_entity_tag_and_length()
    {
        _partial.Describe(s_file);

        Assert.Equal(new PlateRangeRequest(_plate, new ByteRange(0, 100), s_file), RequestFor(0, 100));
        Assert.Equal(new PlateRangeRequest(_plate, new ByteRange(100, 200), s_file), RequestFor(100, 200));
    }

    [Fact]
    public void Last_part_is_requested_with_an_open_end()
    {
        _partial.Describe(s_file);

        Assert.Equal(new ByteRange(200, ByteRange.UnknownEnd), RequestFor(200, 300).Range);
    }

    [Fact]
    public void Bytes_that_have_arrived_are_not_requested_again()
    {
        _partial.Describe(s_file);
        var segment = new Segment(new ByteRange(100, 200), started: 0);
        segment.Advance(30, timestamp: 0);

        Assert.Equal(new ByteRange(130, 200), SegmentRequest.For(_plate, _partial, segment)!.Range);
    }

    [Theory]
    [InlineData(Tag, 300L, true)]
    [InlineData(Tag, null, true)]
    [InlineData(null, 300L, false)]
    [InlineData("W/\"weak\"", 300L, false)]
    public async Task Range_without_the_entity_tag_matches_only_with_an_MD5(string? tag, long? total, bool isProven)
    {
        _partial.Describe(s_file);
        var request = RequestFor(100, 200);

        Assert.Null(await FindMismatchAsync(
            request with { Plate = _plate with { Md5 = new string('0', 32) } }, RangeResponse(tag, total)));
        var failure = await FindMismatchAsync(request, RangeResponse(tag, total));
        Assert.Equal(isProven ? null : "the answer does not say that it is about the same file", failure?.Cause);
    }

    [Theory]
    [InlineData(0, 300L, true)]
    [InlineData(0, null, false)]
    [InlineData(0, 301L, false)]
    [InlineData(1, 300L, false)]
    public async Task Date_with_a_length_takes_the_place_of_an_entity_tag(int secondsLater, long? total, bool isProven)
    {
        _partial.Describe(new FileIdentity(ETag: null, s_modified, Length: 300));
        var response = RangeResponse(tag: null, total);
        response.Headers.Date = s_modified.AddMinutes(1);
        response.Content.Headers.LastModified = s_modified.AddSeconds(secondsLater);
        var request = RequestFor(100, 200);

        Assert.Equal(isProven, await FindMismatchAsync(request, response) is null);
        Assert.Equal(s_modified, request.ToSpec(new Uri("https://storage.test/file")).LastModified);
    }

    [Fact]
    public async Task Any_file_matches_while_nothing_is_known_of_it()
    {
        Assert.Null(await FindMismatchAsync(RequestFor(100, 200), RangeResponse("\"other\"", 400)));
    }

    [Fact]
    public async Task Whole_file_matches_where_it_was_requested()
    {
        _partial.Describe(s_file);

        Assert.Null(await FindMismatchAsync(RequestFor(0, 300), WholeResponse(300, Tag)));
    }

    [Fact]
    public void Segment_that_was_taken_over_whole_needs_no_request()
    {
        var segment = new Segment(new ByteRange(100, 200), started: 0) { End = 100 };

        Assert.Null(SegmentRequest.For(_plate, _partial, segment));
    }

    [Fact]
    public async Task Whole_file_in_place_of_a_part_is_a_mismatch()
    {
        _partial.Describe(s_file);

        var failure = await FindMismatchAsync(RequestFor(100, 200), WholeResponse(300));

        AssertMismatch("storage.test sends the whole file instead of a part", failure);
    }

    [Theory]
    [InlineData("\"other\"", 300L)]
    [InlineData(Tag, 301L)]
    public async Task Range_of_another_file_is_a_mismatch(string tag, long total)
    {
        _partial.Describe(s_file);

        var failure = await FindMismatchAsync(RequestFor(100, 200), RangeResponse(tag, total));

        AssertMismatch("the file on the server has changed", failure);
    }

    [Fact]
    public async Task Whole_file_of_another_length_is_a_mismatch()
    {
        _partial.Describe(s_file);

        AssertMismatch(
            "the file on the server has changed", await FindMismatchAsync(RequestFor(0, 300), WholeResponse(299)));
    }

    private PlateRangeRequest RequestFor(long start, long end) =>
        SegmentRequest.For(_plate, _partial, new Segment(new ByteRange(start, end), started: 0))!;

    private async Task<EngineException?> FindMismatchAsync(PlateRangeRequest request, HttpResponseMessage response)
    {
        using var body = await PlateBody.OpenAsync(
            response, new Uri("https://storage.test/file"), default, _clock, Stop);
        return SegmentRequest.FindMismatch(request, body);
    }

    private static HttpResponseMessage RangeResponse(string? tag, long? total)
    {
        var response = new HttpResponseMessage(HttpStatusCode.PartialContent) { Content = new ByteArrayContent(new byte[100]) };
        response.Content.Headers.ContentRange = total is { } length
            ? new ContentRangeHeaderValue(100, 199, length)
            : new ContentRangeHeaderValue(100, 199);
        response.Headers.ETag = tag is null ? null : EntityTagHeaderValue.Parse(tag);
        return response;
    }

    private static HttpResponseMessage WholeResponse(int length, string? tag = null)
    {
        var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(new byte[length]) };
        response.Headers.ETag = tag is null ? null : EntityTagHeaderValue.Parse(tag);
        return response;
    }

    private static void AssertMismatch(string cause, EngineException? failure)
    {
        Assert.Equal(cause, failure?.Cause);
        Assert.Equal((FigshareErrorId.UnexpectedAnswer, true), (failure!.ErrorId, failure.CanRetry));
    }
}
