using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using FigshareTools.Core.Tests.Support;
using FigshareTools.Simulator;

namespace FigshareTools.Core.Tests.Verifying;

/// <summary>Texts with status 200 in place of a plate without an MD5, and answers that are encoded.</summary>
public class ErrorTextTests : SegmentTest
{
    private const string ShortText = "Bad gateway, sorry.";
    private const string LongText = "upstream connect error or disconnect/reset before headers";
    private const string JsonText = "{\"message\":\"Internal server error\",\"code\":\"Internal\"}";

    [Theory]
    [InlineData("100.tiff", "text/plain", ShortText)]
    [InlineData("100.tiff", "application/json", JsonText)]
    [InlineData("100.tiff", null, LongText)]
    [InlineData("100.tiff", "application/octet-stream", JsonText)]
    [InlineData("100.tiff", "application/octet-stream", ShortText)]
    [InlineData("100.csv", "text/html", "<p>Sorry</p>")]
    public async Task A_text_never_becomes_the_first_bytes_of_a_plate(string name, string? contentType, string text)
    {
        var plate = PublishBytes(2 * MiB, name: name) with { Md5 = null };
        Figshare.Faults.Add(Fault.TextBody(text, contentType));

        Assert.Equal(VerificationLevel.Size, (await SaveAsync(plate)).Result.Verified);

        AssertSaved(plate with { Md5 = Md5Of(2 * MiB) });
        Assert.Null(StorageRequests[^1].Range);
    }

    [Theory]
    [InlineData("100.tiff", "text/plain", ShortText)]
    [InlineData("100.tiff", "application/octet-stream", ShortText)]
    [InlineData("100.zip", null, LongText)]
    [InlineData("100.zip", "application/json", JsonText)]
    public async Task A_text_never_becomes_a_plate_of_unknown_length(string name, string? contentType, string text)
    {
        var plate = PublishBytes(name: name) with { Length = null, Md5 = null };
        Figshare.Faults.Add(Fault.TextBody(text, contentType) with { Times = int.MaxValue });

        var failure = (await SaveAsync(Options with { MaximumRetryCount = 1 }, plate)).Failure;

        Assert.Equal(FigshareErrorId.WrongContent, failure.ErrorId);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Folder));
    }

    [Fact]
    public async Task The_length_of_an_error_is_not_taken_for_the_length_of_the_file()
    {
        var plate = PublishBytes(name: "100.tiff") with { FileName = null, Plate = null, Length = null, Md5 = null };
        Figshare.Faults.Add(Fault.HtmlBody());

        Assert.Equal(100_000, (await SaveAsync(plate)).Result.Length);
    }

    [Theory]
    [InlineData("notes.txt", "text/plain", ShortText)]
    [InlineData("meta.json", "application/json", JsonText)]
    public async Task A_dataset_may_contain_texts(string name, string contentType, string text)
    {
        var plate = PublishBytes(name: name) with { Length = null, Md5 = null };
        Figshare.Faults.Add(Fault.TextBody(text, contentType));

        Assert.Equal(text.Length, (await SaveAsync(plate)).Result.Length);
    }

    [Fact]
    public async Task A_body_that_was_cut_short_is_saved_only_with_a_warning()
    {
        var plate = PublishBytes() with { Length = null, Md5 = null };
        Figshare.Faults.Add(Fault.ShortBody(1000));

        var outcome = await SaveAsync(plate);

        Assert.Equal((1000L, VerificationLevel.None), (outcome.Result.Length, outcome.Result.Verified));
        Assert.Contains("may have been cut short", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_length_from_the_storage_alone_verifies_nothing(bool exists)
    {
        var plate = PublishBytes() with { Length = null, Md5 = null };
        if (exists)
        {
            File.WriteAllBytes(PathOf(plate), new byte[100_000]);
        }

        var outcome = await SaveAsync(plate);

        Assert.Equal(exists ? PlateStatus.Skipped : PlateStatus.Downloaded, outcome.Result.Status);
        Assert.Equal(VerificationLevel.None, outcome.Result.Verified);
        Assert.Contains(
            "only the storage's own length is known", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_encoded_body_is_refused_and_asked_for_again()
    {
        var plate = PublishBytes() with { Length = null, Md5 = null };
        Figshare.Faults.Add(Fault.Encoded());

        Assert.Equal(PlateStatus.Downloaded, (await SaveAsync(plate)).Result.Status);

        AssertSaved(plate with { Md5 = Md5Of(100_000) });
        Assert.All(StorageRequests, request => Assert.Equal("identity", request.Headers["Accept-Encoding"]));
    }

    [Fact]
    public async Task A_plate_that_is_always_encoded_is_an_error_that_says_so()
    {
        var plate = PublishBytes();
        Figshare.Faults.Add(Fault.Encoded() with { Times = int.MaxValue });

        var failure = (await SaveAsync(Options with { MaximumRetryCount = 1 }, plate)).Failure;

        Assert.Equal(FigshareErrorId.UnexpectedAnswer, failure.ErrorId);
        Assert.Contains("compressed its answer", failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, StorageRequests.Count);
    }

    private static string Md5Of(int length) => SimulatedContent.Pattern(length, seed: 100).Md5;
}
