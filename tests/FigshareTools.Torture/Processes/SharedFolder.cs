using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Api;
using FigshareTools.Simulator;
using FigshareTools.Torture.Plates;
using FigshareTools.Torture.Saving;
using FigshareTools.Transfer;

namespace FigshareTools.Torture.Processes;

/// <summary>A destination that child processes fill from a simulator, and what must hold in the end.</summary>
internal sealed class SharedFolder : IAsyncDisposable
{
    // A plate of 8 MiB takes half a second, so that kills hit the middle of downloads.
    private const int BytesPerSecond = 16 << 20;

    private readonly FigshareSimulator _figshare;
    private readonly TemporaryFolder _folder;
    private readonly FolderWatch _watch;
    private readonly int _seed;

    private SharedFolder(FigshareSimulator figshare, TemporaryFolder folder, int seed, int plateCount)
    {
        _figshare = figshare;
        _folder = folder;
        _seed = seed;
        Plates = PlateSet.CreateLarge(new Random(seed), plateCount);
        figshare.Catalog.Add(PlateSet.ToArticle(Plates));
        _watch = new FolderWatch(folder.Path, Plates);
    }

    public IReadOnlyList<TorturePlate> Plates { get; }

    public FaultPlan Faults => _figshare.Faults;

    public WireLog Log => _figshare.Log;

    /// <summary>Bytes that were sent more than once, over all plates.</summary>
    public long BytesAgain =>
        Plates.Sum(plate => Math.Max(0, Log.BodyBytesSent(plate.Row.FileId) - plate.Content.Length));

    public static async Task<SharedFolder> CreateAsync(
        TortureOptions options, int seed, int plateCount, CancellationToken cancellationToken)
    {
        var figshare = await FigshareSimulator.StartAsync(
            new SimulatorOptions { BytesPerSecondPerConnection = BytesPerSecond }, cancellationToken);
        return new SharedFolder(figshare, new TemporaryFolder(options.Folder), seed, plateCount);
    }

    /// <summary>The arguments of a child that saves all plates here.</summary>
    public ChildArguments ToArguments(Random random)
    {
        int?[] segmentCounts = [null, null, 1, 2];
        return new ChildArguments(_figshare.ApiUri, _figshare.DownloadUri, _folder.Path)
        {
            Seed = _seed,
            Plates = Plates.Count,
            ThrottleLimit = random.Next(1, 6),
            SegmentCount = segmentCounts[random.Next(segmentCounts.Length)],
        };
    }

    /// <summary>
    /// Saves what is missing an hour later, without a fault or a kill, and returns what was wrong at any time. All plates must be
    /// there and exact, and nothing else.
    /// </summary>
    public async Task<IReadOnlyList<string>> CompleteAsync(CancellationToken cancellationToken)
    {
        Faults.Clear();
        var options = new SaveOptions
        {
            Destination = _folder.Path,
            Endpoints = new FigshareEndpoints(_figshare.ApiUri, _figshare.DownloadUri),
            Clock = new LaterClock(),
        };
        using var outcomes = await Saver.SaveAsync(options, Plates, cancellationToken);
        var failures = outcomes.Failures.Select(failure => $"the last run failed: {failure.Error.Message}");
        var missing = Plates.Count - outcomes.Results.Count - outcomes.Failures.Count;
        string[] without = missing == 0 ? [] : [$"{missing} plates have no outcome"];
        var leftovers = outcomes.Failures.Count > 0 ? [] : Leftovers.In(_folder.Path, Plates)
            .Select(name => $"all plates ended well, and there is {name}");
        return [.. failures, .. without, .. leftovers, .. _watch.FindDifferences()];
    }

    public async ValueTask DisposeAsync()
    {
        _watch.Dispose();
        await _figshare.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>
    /// A clock that is an hour ahead. A process that is killed between the creation of its journal and the first line of it
    /// leaves an empty one, which nobody deletes before three minutes have passed.
    /// </summary>
    private sealed class LaterClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddHours(1);
    }
}
