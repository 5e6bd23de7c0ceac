using System.Net.Http;
using System.Threading.Tasks;
using FigshareTools.Simulator.Tests.Support;

namespace FigshareTools.Simulator.Tests.Bodies;

public class PacedBodyTests : SimulatorTest
{
    protected override SimulatorOptions Options => new() { Clock = Clock, BytesPerSecondPerConnection = 2_000_000 };

    [Fact]
    public async Task Paced_body_is_complete()
    {
        var bytes = Publish(SimulatedContent.Pattern(300_000, seed: 24));

        using var response = await GetAsync(await PresignAsync());

        Assert.Equal(bytes, await BytesOf(response));
    }
}
