using System;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using CsCheck;
using FigshareTools.Hashing;

namespace FigshareTools.Core.Tests.Hashing.Kernels;

/// <summary>Random appends, digests, resets and closes of several streams, compared with the platform's MD5.</summary>
public class Md5RandomTests
{
    private const int MaxStreams = 20;

    // All messages are parts of these bytes.
    private static readonly byte[] s_bytes = Streams.Bytes(1 << 20, 1);

    // Mostly lengths around the ends of blocks and of their padding.
    private static readonly Gen<int> s_count = Gen.Frequency((9, Gen.Int[0, 130]), (1, Gen.Int[0, 1000]));

    private static readonly Gen<Step[]> s_steps =
        Gen.Select(Gen.Int[0, MaxStreams - 1], Gen.Int[0, 11], s_count, (stream, kind, count) => new Step(
            stream,
            kind switch { < 6 => Call.Append, < 10 => Call.Finish, 10 => Call.Reset, _ => Call.Reopen },
            count)).Array[0, 300];

    private enum Call
    {
        Append,
        Finish,
        Reset,
        Reopen,
    }

    // A child process that tests an instruction set makes fewer iterations.
    private static bool IsChild => Environment.GetEnvironmentVariable(Md5KernelTests.ExpectedLanes) is not null;

    [Fact]
    public void Million_digests_of_interleaved_streams_are_the_platforms()
    {
        var digests = 0;
        var widths = new[] { 1, 4, 8, 16 }.Where(width => width <= Md5Kernels.SupportedLanes).ToArray();

        Gen.Select(Gen.Int[0, widths.Length - 1].Select(i => widths[i]), Gen.Int[1, MaxStreams], s_steps).Sample(
            (width, streams, steps) => Interlocked.Add(ref digests, Play(steps, width, streams, bufferBytes: 1000)),
            iter: IsChild ? 300 : 18_000);

        Assert.True(digests > (IsChild ? 10_000 : 1_000_000), $"{digests} digests");
    }

    [Fact]
    public void Large_buffers_are_hashed_like_small_buffers()
    {
        var step = Gen.Select(Gen.Int[0, 4], Gen.Int[0, Md5Lanes.BufferBytes], (stream, count) =>
            new Step(stream, count % 4 == 0 ? Call.Finish : Call.Append, count)).Array[1, 20];

        step.Sample(
            steps => Play(steps, Md5Kernels.SupportedLanes, streams: 5, Md5Lanes.BufferBytes), iter: IsChild ? 2 : 30);
    }

    private static int Play(Step[] steps, int width, int streams, int bufferBytes)
    {
        using var player = new Player(width, streams, bufferBytes);
        return player.Play(steps);
    }

    private readonly record struct Step(int Stream, Call Call, int Count);

    /// <summary>Plays callers and worker on one thread: the worker hashes when a caller would wait.</summary>
    private sealed class Player : IDisposable
    {
        private readonly CountingPool _pool;
        private readonly Md5Buffers _buffers;
        private readonly Md5BatchScheduler _scheduler;
        private readonly Md5Batch _batch;
        private readonly Md5LaneState[] _lanes;
        private readonly (int Begin, int Length)[] _ranges;
        private int _digests;

        public Player(int width, int streams, int bufferBytes)
        {
            _pool = new CountingPool(bufferBytes);
            _buffers = new Md5Buffers(_pool);
            _scheduler = new Md5BatchScheduler(
                _buffers, new Md5BatchPolicy(width, DigestDelay: TimeSpan.Zero), TimeProvider.System);
            _batch = new Md5Batch(_buffers);
            _lanes = [.. Enumerable.Range(0, streams).Select(_ => _scheduler.Open())];
            _ranges = new (int, int)[streams];
        }

        public void Dispose() => _scheduler.Dispose();

        /// <summary>Makes the calls, then finishes all streams.</summary>
        /// <returns>The number of digests that were compared.</returns>
        public int Play(Step[] steps)
        {
            foreach (var (stream, call, count) in steps)
            {
                var i = stream % _lanes.Length;
                switch (call)
                {
                    case Call.Append:
                        Append(i, count);
                        break;
                    case Call.Finish:
                        Finish(i, count);
                        break;
                    case Call.Reset:
                        Assert.Null(_scheduler.TryReset(_lanes[i]));
                        _ranges[i] = (count, 0);
                        break;
                    default:
                        _scheduler.Close(_lanes[i]);
                        _lanes[i] = _scheduler.Open();
                        _ranges[i] = (count, 0);
                        break;
                }
            }

            for (var i = 0; i < _lanes.Length; i++)
            {
                Finish(i, 0);
                _scheduler.Close(_lanes[i]);
            }

            Assert.Equal(0, _pool.Rented);
            return _digests;
        }

        private void Append(int i, int count)
        {
            count = Math.Min(count, s_bytes.Length - _ranges[i].Begin - _ranges[i].Length);
            if (count == 0)
            {
                return;
            }

            while (_scheduler.TryAddBuffer(_lanes[i]) is not null)
            {
                Hash();
            }

            var buffer = _buffers.Rent();
            s_bytes.AsSpan(_ranges[i].Begin + _ranges[i].Length, count).CopyTo(buffer);
            _scheduler.Append(_lanes[i], buffer, count, own: null);
            _ranges[i].Length += count;
        }

        private void Finish(int i, int nextBegin)
        {
            string digest;
            while (_scheduler.TryFinish(_lanes[i], out digest) is not null)
            {
                Hash();
            }

            var range = s_bytes.AsSpan(_ranges[i].Begin, _ranges[i].Length);
#pragma warning disable CA5351 // MD5 is what Figshare publishes.
            var expected = Convert.ToHexStringLower(MD5.HashData(range));
#pragma warning restore CA5351
            if (digest != expected)
            {
                Assert.Fail($"{range.Length} bytes: {digest} instead of {expected}");
            }

            _ranges[i] = (nextBegin, 0);
            _digests++;
        }

        private void Hash()
        {
            while (_scheduler.TryTakeBatch(_batch) == Md5BatchAction.Hash)
            {
                _batch.Hash();
                Assert.Null(_batch.Failure);
            }
        }
    }
}
