using System;
using System.Net;
using System.Threading.Tasks;
using FigshareTools.Simulator.Tests.Support;

namespace FigshareTools.Simulator.Tests.Server;

/// <summary>The validators that the storage sends with a file, and its answers to If-Range.</summary>
public class ValidatorTests : SimulatorTest
{
    private const string Date = "Tue, 30 May 2023 11:14:17 GMT";

    private readonly SimulatedContent _content = SimulatedContent.Pattern(100, seed: 5);

    [Theory]
    [InlineData(SimulatedValidator.EntityTag, true, false, false)]
    [InlineData(SimulatedValidator.WeakEntityTag, true, true, false)]
    [InlineData(SimulatedValidator.LastModified, false, false, true)]
    [InlineData(SimulatedValidator.None, false, false, false)]
    public async Task File_is_sent_with_its_validator(
        SimulatedValidator validator, bool hasTag, bool isWeak, bool hasDate)
    {
        Publish(new SimulatedFile { Id = FileId, Name = "a", Content = _content, Validator = validator });

        using var response = await GetAsync(await PresignAsync());

        Assert.Equal(hasTag ? (isWeak ? "W/" : "") + _content.ETag : null, Header(response, "ETag"));
        Assert.Equal(hasDate ? Date : null, Header(response, "Last-Modified"));
    }

    [Theory]
    [InlineData(Date, HttpStatusCode.PartialContent)]
    [InlineData("Tue, 30 May 2023 11:14:18 GMT", HttpStatusCode.OK)]
    public async Task Range_is_sent_if_the_date_is_still_the_same(string ifRange, HttpStatusCode expected)
    {
        Publish(new SimulatedFile
        {
            Id = FileId,
            Name = "a",
            Content = _content,
            Validator = SimulatedValidator.LastModified,
            LastModified = new DateTimeOffset(2023, 5, 30, 11, 14, 17, TimeSpan.Zero),
        });

        using var response = await GetAsync(await PresignAsync(), ("Range", "bytes=10-"), ("If-Range", ifRange));

        Assert.Equal(expected, response.StatusCode);
    }
}
