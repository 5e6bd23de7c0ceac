using System.Net.Http;
using System.Threading.Tasks;
using FigshareTools.Simulator.Tests.Support;

namespace FigshareTools.Simulator.Tests.Bodies;

public class PacedBodyTests : SimulatorTest
{
    protected override SimulatorOptions Options => new() { Clock = Clock, BytesPerSecondPerConnection = 2_000_000 };

    [Fact]
    public async Task A_body_sent_slowly_is_whole()
    {
        var bytes = Publish(SimulatedContent.Pattern(300_000, seed: 24));

        using HttpResponseMessage answer = await GetAsync(await LinkAsync());

        Assert.Equal(bytes, await BytesOf(answer));
    }
}
