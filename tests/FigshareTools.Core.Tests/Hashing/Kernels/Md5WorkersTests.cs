using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Hashing;

namespace FigshareTools.Core.Tests.Hashing.Kernels;

/// <summary>The threads that hash.</summary>
public class Md5WorkersTests
{
    [Fact]
    public async Task Streams_are_hashed_on_a_background_thread_and_not_on_the_callers()
    {
        Assert.SkipWhen(Md5Kernels.SupportedLanes == 1, "This machine has no vectors: the callers hash.");
        Thread? worker = null;
        var pool = new CountingPool { Returning = _ => worker = Thread.CurrentThread };
        using var lanes = new Md5Lanes(pool);
        using var stream = lanes.Open();

        await stream.WriteAsync(Streams.Bytes(1000, 1));

        Assert.Equal(Digest.Of(Streams.Bytes(1000, 1)), await stream.DigestAsync());
        Assert.True(worker!.IsBackground);
        Assert.False(worker.IsThreadPoolThread);
    }
}
