using System;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using FigshareTools.Hashing;

namespace FigshareTools.Benchmarks;

/// <summary>
/// Measures the MD5 of 1 MiB of each of several streams: kernels on one core, streams with their workers.
/// </summary>
[Config(typeof(Throughput))]
[SimpleJob(warmupCount: 3, iterationCount: 8)]
public class Md5Benchmarks : IDisposable
{
    /// <summary>The bytes that are hashed of each stream.</summary>
    public const int StreamBytes = 1 << 20;

    private readonly byte[][] _buffers =
        [.. Enumerable.Range(0, Md5Kernels.MaxLanes).Select(_ => RandomNumberGenerator.GetBytes(StreamBytes))];

    private readonly uint[] _state = new uint[4 * Md5Kernels.MaxLanes];
    private readonly Md5Lane[] _lanes = new Md5Lane[Md5Kernels.MaxLanes];
    private readonly Md5Stream[] _streams = new Md5Stream[Md5Kernels.MaxLanes];
    private readonly Md5Lanes _run = new(Md5Lanes.NewBuffers());

#pragma warning disable CA5351 // MD5 is what Figshare publishes.
    private readonly IncrementalHash _library = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
#pragma warning restore CA5351

    [GlobalSetup(Target = nameof(Streams))]
    public void OpenStreams()
    {
        for (var i = 0; i < _streams.Length; i++)
        {
            _streams[i] = _run.Open();
        }
    }

    [Benchmark]
    public void Library() => _library.AppendData(_buffers[0]);

    [Benchmark]
    public void Scalar() => Hash(1, 1);

    /// <summary>Measures the kernel that is selected for a number of streams.</summary>
    [Benchmark]
    [Arguments(2)]
    [Arguments(3)]
    [Arguments(4)]
    [Arguments(5)]
    [Arguments(8)]
    [Arguments(9)]
    [Arguments(16)]
    public void Kernel(int streams) => Hash(streams, Md5Kernels.LanesFor(streams));

    /// <summary>
    /// Measures renting, appending and hashing, until the digests are there; the bytes in the buffers are not written.
    /// </summary>
    [Benchmark]
    [Arguments(1)]
    [Arguments(2)]
    [Arguments(3)]
    [Arguments(4)]
    [Arguments(5)]
    [Arguments(8)]
    [Arguments(9)]
    [Arguments(16)]
    public async Task Streams(int streams)
    {
        for (var part = 0; part < StreamBytes / Md5Lanes.BufferBytes; part++)
        {
            for (var i = 0; i < streams; i++)
            {
                var buffer = await _streams[i].RentAsync(CancellationToken.None);
                _streams[i].Append(buffer, Md5Lanes.BufferBytes);
            }
        }

        for (var i = 0; i < streams; i++)
        {
            await _streams[i].FinishAsync(CancellationToken.None);
        }
    }

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _library.Dispose();
        _run.Dispose();
    }

    private void Hash(int streams, int width)
    {
        // A lane without a stream repeats the first lane.
        for (var lane = 0; lane < width; lane++)
        {
            _lanes[lane] = new Md5Lane(_buffers[lane < streams ? lane : 0], 0);
        }

        Md5Kernels.Run(width, _state, _lanes, StreamBytes / Md5State.BlockBytes);
    }

    private sealed class Throughput : ManualConfig
    {
        public Throughput() => AddColumn(new ThroughputColumn());
    }
}
