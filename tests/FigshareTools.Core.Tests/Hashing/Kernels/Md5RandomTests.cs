using System;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using CsCheck;
using FigshareTools.Hashing;

namespace FigshareTools.Core.Tests.Hashing.Kernels;

/// <summary>Streams that begin, are split, mingle and end at random, against the library's MD5.</summary>
public class Md5RandomTests
{
    private const int MostStreams = 20;

    // Where all messages are cut out.
    private static readonly byte[] s_bytes = Streams.Bytes(1 << 20, 1);

    // Mostly about the borders of blocks and of what is padded to one.
    private static readonly Gen<int> s_count = Gen.Frequency((9, Gen.Int[0, 130]), (1, Gen.Int[0, 1000]));

    private static readonly Gen<Step[]> s_steps =
        Gen.Select(Gen.Int[0, MostStreams - 1], Gen.Int[0, 11], s_count, (stream, kind, count) => new Step(
            stream,
            kind switch { < 6 => Deed.Append, < 10 => Deed.Finish, 10 => Deed.Reset, _ => Deed.Reopen },
            count)).Array[0, 300];

    private enum Deed
    {
        Append,
        Finish,
        Reset,
        Reopen,
    }

    // A child process that tries out an instruction set is content with few.
    private static bool IsChild => Environment.GetEnvironmentVariable(Md5KernelTests.ExpectedLanes) is not null;

    [Fact]
    public void A_million_digests_of_mingled_streams_are_the_librarys()
    {
        var digests = 0;
        var widths = new[] { 1, 4, 8, 16 }.Where(width => width <= Md5Kernels.Widest).ToArray();

        Gen.Select(Gen.Int[0, widths.Length - 1].Select(i => widths[i]), Gen.Int[1, MostStreams], s_steps).Sample(
            (width, streams, steps) => Interlocked.Add(ref digests, Play(width, streams, steps)),
            iter: IsChild ? 300 : 18_000);

        Assert.True(digests > (IsChild ? 10_000 : 1_000_000), $"{digests} digests");
    }

    [Fact]
    public void Large_buffers_are_hashed_as_small_ones()
    {
        var step = Gen.Select(Gen.Int[0, 4], Gen.Int[0, Md5Lanes.BufferBytes], (stream, count) =>
            new Step(stream, count % 4 == 0 ? Deed.Finish : Deed.Append, count)).Array[1, 20];

        step.Sample(steps => Play(Md5Kernels.Widest, 5, steps), iter: IsChild ? 2 : 30);
    }

    /// <summary>Does the steps; tells how many digests were compared.</summary>
    private static int Play(int width, int count, Step[] steps)
    {
        var pool = new CountingPool(mostBytes: steps.Max(step => (int?)step.Count) ?? 0);
        var lanes = new Md5Lanes(pool, width, clock: null);
        var streams = Enumerable.Range(0, count).Select(_ => lanes.Open()).ToArray();
        var ranges = new (int Begin, int Length)[count];
        var digests = 0;
        foreach (var (index, deed, bytes) in steps)
        {
            var i = index % count;
            switch (deed)
            {
                case Deed.Append:
                    Append(i, bytes);
                    break;
                case Deed.Finish:
                    Finish(i, bytes);
                    break;
                case Deed.Reset:
                    Assert.True(streams[i].ResetAsync().AsTask().IsCompletedSuccessfully);
                    ranges[i] = (bytes, 0);
                    break;
                default:
                    streams[i].Dispose();
                    streams[i] = lanes.Open();
                    ranges[i] = (bytes, 0);
                    break;
            }
        }

        for (var i = 0; i < count; i++)
        {
            Finish(i, 0);
            streams[i].Dispose();
        }

        Assert.Equal(0, pool.Outstanding);
        return digests;

        void Append(int i, int bytes)
        {
            bytes = Math.Min(bytes, s_bytes.Length - ranges[i].Begin - ranges[i].Length);
            // With one thread there is nobody to wait for.
            var buffer = Now(streams[i].RentAsync(CancellationToken.None));
            s_bytes.AsSpan(ranges[i].Begin + ranges[i].Length, bytes).CopyTo(buffer);
            streams[i].Append(buffer, bytes);
            ranges[i].Length += bytes;
        }

        void Finish(int i, int next)
        {
            var range = s_bytes.AsSpan(ranges[i].Begin, ranges[i].Length);
#pragma warning disable CA5351 // MD5 is what Figshare publishes.
            var expected = Convert.ToHexStringLower(MD5.HashData(range));
#pragma warning restore CA5351
            var digest = Now(streams[i].FinishAsync(isPatient: false, CancellationToken.None));
            if (digest != expected)
            {
                Assert.Fail($"{range.Length} bytes in lanes of {width}: {digest} instead of {expected}");
            }

            ranges[i] = (next, 0);
            digests++;
        }
    }

    private static T Now<T>(ValueTask<T> task)
    {
        Assert.True(task.IsCompleted);
        return task.GetAwaiter().GetResult();
    }

    private readonly record struct Step(int Stream, Deed Deed, int Count);
}
