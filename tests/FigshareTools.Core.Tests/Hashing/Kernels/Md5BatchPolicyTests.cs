using System;
using FigshareTools.Hashing;

namespace FigshareTools.Core.Tests.Hashing.Kernels;

/// <summary>When a worker hashes: a table of cases, for eight lanes and a digest delay of 4 ms.</summary>
public class Md5BatchPolicyTests
{
    private static readonly Md5BatchPolicy s_policy = new(Width: 8, DigestDelay: TimeSpan.FromMilliseconds(4));

    [Theory]
    // Nothing to hash.
    [InlineData(0, 0, 0, 0, 0, 0, Md5BatchAction.Wait)]
    [InlineData(0, 9, 0, 0, 0, 0, Md5BatchAction.Wait)]
    // A stream that is alone is hashed at once, and so are all streams that contribute.
    [InlineData(1, 1, 0, 0, 0, 0, Md5BatchAction.Hash)]
    [InlineData(3, 3, 0, 0, 0, 0, Md5BatchAction.Hash)]
    // Other streams are expected, and all callers can continue meanwhile.
    [InlineData(1, 2, 0, 0, 0, 0, Md5BatchAction.Wait)]
    [InlineData(7, 8, 0, 0, 0, 0, Md5BatchAction.Wait)]
    // All lanes are filled, however many streams there are.
    [InlineData(8, 9, 0, 0, 0, 0, Md5BatchAction.Hash)]
    [InlineData(20, 40, 0, 0, 0, 0, Md5BatchAction.Hash)]
    // A caller that waits for a buffer cannot receive data: it never waits for other streams.
    [InlineData(1, 9, 1, 0, 0, 0, Md5BatchAction.Hash)]
    [InlineData(5, 9, 2, 1, 1, 0, Md5BatchAction.Hash)]
    // A digest waits for other streams, but not longer than the delay.
    [InlineData(1, 2, 0, 1, 0, 0, Md5BatchAction.Delay)]
    [InlineData(7, 8, 0, 7, 3.9, 0, Md5BatchAction.Delay)]
    [InlineData(1, 2, 0, 1, 4, 0, Md5BatchAction.Hash)]
    [InlineData(1, 2, 0, 1, 100, 0, Md5BatchAction.Hash)]
    // While another worker hashes, only a full batch is hashed, whatever callers wait for.
    [InlineData(3, 3, 0, 0, 0, 1, Md5BatchAction.Wait)]
    [InlineData(7, 9, 3, 2, 100, 1, Md5BatchAction.Wait)]
    [InlineData(8, 9, 0, 0, 0, 1, Md5BatchAction.Hash)]
    // A digest does not wait if no further stream is expected or would fit.
    [InlineData(2, 2, 0, 1, 0, 0, Md5BatchAction.Hash)]
    [InlineData(8, 9, 0, 1, 0, 0, Md5BatchAction.Hash)]
    internal void Worker_hashes_when_a_batch_is_full_or_a_caller_cannot_continue(
        int ready, int contributors, int bufferWaiters, int digestWaiters, double waitMilliseconds,
        int activeBatches, Md5BatchAction action)
    {
        var sample = new Md5BatchSample(
            ready, contributors, bufferWaiters, digestWaiters, TimeSpan.FromMilliseconds(waitMilliseconds), activeBatches);

        Assert.Equal(action, s_policy.Decide(sample));
    }

    [Fact]
    public void Digest_without_delay_is_hashed_at_once()
    {
        var policy = s_policy with { DigestDelay = TimeSpan.Zero };

        Assert.Equal(Md5BatchAction.Hash, policy.Decide(new Md5BatchSample(1, 8, 0, 1, TimeSpan.Zero, 0)));
    }
}
