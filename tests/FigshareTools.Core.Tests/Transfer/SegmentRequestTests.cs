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
        Assert.Equal(new PlateRangeRequest(_plate, null, null, null), RequestFor(0, ByteRange.UnknownEnd));
        _partial.Describe(300, Tag);
        Assert.Equal(new PlateRangeRequest(_plate, null, Tag, 300), RequestFor(0, 300));
    }

    [Fact]
    public void Part_of_a_file_is_requested_with_its_entity_tag_and_length()
    {
        _partial.Describe(300, Tag);

        Assert.Equal(new PlateRangeRequest(_plate, new ByteRange(0, 100), Tag, 300), RequestFor(0, 100));
        Assert.Equal(new PlateRangeRequest(_plate, new ByteRange(100, 200), Tag, 300), RequestFor(100, 200));
    }

    [Fact]
    public void Last_part_is_requested_with_an_open_end()
    {
        _partial.Describe(300, Tag);

        Assert.Equal(new ByteRange(200, ByteRange.UnknownEnd), RequestFor(200, 300).Range);
    }

    [Fact]
    public void Bytes_that_have_arrived_are_not_requested_again()
    {
        _partial.Describe(300, Tag);
        var segment = new Segment(new ByteRange(100, 200), started: 0);
        segment.Advance(30, timestamp: 0);

        Assert.Equal(new ByteRange(130, 200), SegmentRequest.For(_plate, _partial, segment).Range);
    }

    [Theory]
    [InlineData(Tag, 300L)]
    [InlineData(null, 300L)]
    [InlineData(Tag, null)]
    [InlineData("W/\"weak\"", 300L)]
    public async Task Range_of_the_same_file_matches(string? tag, long? total)
    {
        _partial.Describe(300, Tag);

        Assert.Null(await FindMismatchAsync(RequestFor(100, 200), RangeResponse(tag, total)));
    }

    [Fact]
    public async Task Any_file_matches_while_nothing_is_known_of_it()
    {
        Assert.Null(await FindMismatchAsync(RequestFor(100, 200), RangeResponse("\"other\"", 400)));
    }

    [Fact]
    public async Task Whole_file_matches_where_it_was_requested()
    {
        _partial.Describe(300, Tag);

        Assert.Null(await FindMismatchAsync(RequestFor(0, 300), WholeResponse(300)));
    }

    [Fact]
    public async Task Whole_file_in_place_of_a_part_is_a_mismatch()
    {
        _partial.Describe(300, Tag);

        var failure = await FindMismatchAsync(RequestFor(100, 200), WholeResponse(300));

        AssertMismatch("storage.test sends the whole file instead of a part", failure);
    }

    [Theory]
    [InlineData("\"other\"", 300L)]
    [InlineData(Tag, 301L)]
    public async Task Range_of_another_file_is_a_mismatch(string tag, long total)
    {
        _partial.Describe(300, Tag);

        var failure = await FindMismatchAsync(RequestFor(100, 200), RangeResponse(tag, total));

        AssertMismatch("the file on the server has changed", failure);
    }

    [Fact]
    public async Task Whole_file_of_another_length_is_a_mismatch()
    {
        _partial.Describe(300, Tag);

        AssertMismatch(
            "the file on the server has changed", await FindMismatchAsync(RequestFor(0, 300), WholeResponse(299)));
    }

    private PlateRangeRequest RequestFor(long start, long end) =>
        SegmentRequest.For(_plate, _partial, new Segment(new ByteRange(start, end), started: 0));

    private async Task<EngineException?> FindMismatchAsync(PlateRangeRequest request, HttpResponseMessage response)
    {
        using var body = await PlateBody.OpenAsync(
            response, new Uri("https://storage.test/file"), TimeSpan.FromSeconds(60), _clock, Stop);
        return SegmentRequest.FindMismatch(request, body, _partial);
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

    private static HttpResponseMessage WholeResponse(int length) =>
        new(HttpStatusCode.OK) { Content = new ByteArrayContent(new byte[length]) };

    private static void AssertMismatch(string cause, EngineException? failure)
    {
        Assert.Equal(cause, failure?.Cause);
        Assert.Equal((FigshareErrorId.UnexpectedAnswer, true), (failure!.ErrorId, failure.CanRetry));
    }
}
