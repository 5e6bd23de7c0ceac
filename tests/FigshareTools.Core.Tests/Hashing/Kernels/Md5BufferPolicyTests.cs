using FigshareTools.Hashing;

namespace FigshareTools.Core.Tests.Hashing.Kernels;

/// <summary>How many buffers a stream has, and when its caller continues: a table of cases.</summary>
public class Md5BufferPolicyTests
{
    [Theory]
    [InlineData(1, Md5Stream.MaxBuffers)]
    [InlineData(2, 3)]
    [InlineData(9, 3)]
    [InlineData(100, 3)]
    public void Only_a_stream_alone_has_many_buffers(int streams, int maximum) =>
        Assert.Equal(maximum, Md5BufferPolicy.MaximumFor(streams));

    [Theory]
    // A stream alone: half of its buffers are free, or no other one becomes free.
    [InlineData(15, 15, 1, false)]
    [InlineData(9, 9, 1, false)]
    [InlineData(8, 8, 1, true)]
    [InlineData(15, 1, 1, false)]
    [InlineData(15, 0, 1, true)]
    // Several streams: at the first free buffer.
    [InlineData(2, 2, 2, true)]
    [InlineData(2, 1, 9, true)]
    [InlineData(2, 0, 9, true)]
    // Another stream was opened while this one had many buffers.
    [InlineData(12, 12, 2, false)]
    [InlineData(3, 3, 2, false)]
    public void Waiting_caller_continues(int buffers, int queued, int streams, bool continues) =>
        Assert.Equal(continues, Md5BufferPolicy.MayContinue(buffers, queued, streams));
}
