using System;
using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using FigshareTools.Hashing;

namespace FigshareTools.Core.Tests.Hashing.Kernels;

/// <summary>All kernels that this machine supports.</summary>
public class Md5KernelTests
{
    /// <summary>
    /// The environment variable with the expected lanes, set by a parent process that disabled instruction sets.
    /// </summary>
    public const string ExpectedLanes = "FIGSHARETOOLS_TEST_MD5_LANES";

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    public void Digests_of_RFC_1321_are_right_in_every_lane(int width)
    {
        Assert.SkipWhen(width > 1 && width > Md5Kernels.SupportedLanes, $"This machine has no kernel of {width} lanes.");
        foreach (var vector in Rfc1321.Vectors)
        {
            var (text, digest) = vector.Data;
            for (var lane = 0; lane < width; lane++)
            {
                var messages = new byte[width][];
                for (var other = 0; other < width; other++)
                {
                    messages[other] = Streams.Bytes(text.Length, other);
                }

                messages[lane] = Encoding.ASCII.GetBytes(text);
                var digests = Hash(messages);

                Assert.Equal(digest, digests[lane]);
                for (var other = 0; other < width; other++)
                {
                    Assert.Equal(Digest.Of(messages[other]), digests[other]);
                }
            }
        }
    }

    [Fact]
    public void Widest_supported_kernel_is_the_expected_kernel()
    {
        var expected = Environment.GetEnvironmentVariable(ExpectedLanes);

        Assert.Contains(Md5Kernels.SupportedLanes, new[] { 1, 4, 8, 16 });
        if (expected is not null)
        {
            Assert.Equal(int.Parse(expected, CultureInfo.InvariantCulture), Md5Kernels.SupportedLanes);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 4)]
    [InlineData(4, 4)]
    [InlineData(5, 8)]
    [InlineData(8, 8)]
    [InlineData(9, 16)]
    [InlineData(16, 16)]
    public void Narrowest_kernel_that_holds_the_streams_is_used(int streams, int width) =>
        Assert.Equal(width, Md5Kernels.LanesFor(streams));

    /// <summary>Hashes messages of one length, as many as the kernel has lanes.</summary>
    private static string[] Hash(byte[][] messages)
    {
        var width = messages.Length;
        var lanes = new Md5Lane[width];
        var state = new uint[4 * width];
        var fresh = new Md5State().Words;
        var blocks = 0;
        for (var lane = 0; lane < width; lane++)
        {
            // At an unaligned offset.
            var padded = Pad(messages[lane]);
            var buffer = new byte[lane + 3 + padded.Length];
            padded.CopyTo(buffer, lane + 3);
            lanes[lane] = new Md5Lane(buffer, lane + 3);
            blocks = padded.Length / Md5State.BlockBytes;
            for (var word = 0; word < 4; word++)
            {
                state[(word * width) + lane] = fresh[word];
            }
        }

        // In two parts: a kernel continues from the state that another kernel left.
        Md5Kernels.Run(width, state, lanes, 1);
        Md5Kernels.Run(
            width, state, Array.ConvertAll(lanes, lane => lane with { Offset = lane.Offset + 64 }), blocks - 1);
        var digests = new string[width];
        for (var lane = 0; lane < width; lane++)
        {
            uint[] words = [state[lane], state[width + lane], state[(2 * width) + lane], state[(3 * width) + lane]];
            digests[lane] = Convert.ToHexStringLower(MemoryMarshal.AsBytes<uint>(words));
        }

        return digests;
    }

    private static byte[] Pad(byte[] message)
    {
        var padded = new byte[(message.Length + 8 + Md5State.BlockBytes) / Md5State.BlockBytes * Md5State.BlockBytes];
        message.CopyTo(padded, 0);
        padded[message.Length] = 0x80;
        BinaryPrimitives.WriteInt64LittleEndian(padded.AsSpan(padded.Length - 8), message.Length * 8);
        return padded;
    }
}
