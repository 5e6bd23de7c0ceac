using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Api;
using FigshareTools.Simulator;
using FigshareTools.Transfer;

namespace FigshareTools.Core.Tests.Support;

/// <summary>A simulator, a folder that goes away, and a clock on which no test waits.</summary>
public abstract class TransferTest : IAsyncLifetime
{
    protected const long ArticleId = 4;

    private readonly List<SimulatedFile> _files = [];

    protected InstantClock Clock { get; } = new();

    protected FigshareSimulator Figshare { get; private set; } = null!;

    protected string Folder { get; } = Directory.CreateTempSubdirectory("figsharetools-").FullName;

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected SaveOptions Options => new()
    {
        Destination = Folder,
        Endpoints = new FigshareEndpoints(Figshare.ApiUri, Figshare.DownloadUri),
        Clock = Clock,
    };

    public virtual async ValueTask InitializeAsync() =>
        Figshare = await FigshareSimulator.StartAsync(cancellationToken: Stop);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Figshare.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Publishes a file and returns the plate that a full manifest has of it.</summary>
    protected FigsharePlate Publish(SimulatedContent content, long fileId = 100, string? name = null)
    {
        var file = new SimulatedFile { Id = fileId, Name = name ?? $"{fileId}.bin", Content = content };
        _files.Add(file);
        Figshare.Catalog.Add(new SimulatedArticle
        {
            Id = ArticleId,
            Title = "Plates",
            Doi = "10.6084/m9.figshare.4",
            Versions = [new SimulatedVersion { Files = [.. _files] }],
        });
        return new FigsharePlate
        {
            Plate = Path.GetFileNameWithoutExtension(file.Name),
            FileId = fileId,
            FileName = file.Name,
            Length = content.Length,
            Md5 = content.Md5,
        };
    }

    protected FigsharePlate PublishBytes(int length = 100_000, long fileId = 100, string? name = null) =>
        Publish(SimulatedContent.Pattern(length, (int)fileId), fileId, name);

    /// <summary>Saves plates to the end.</summary>
    protected static async Task<RunOutcome> SaveAsync(SaveOptions options, params IEnumerable<FigsharePlate> plates)
    {
        using var run = new RunUnderTest(options);
        foreach (var plate in plates)
        {
            while (!run.Run.TryAdd(plate))
            {
                await run.NextAsync(Stop);
            }
        }

        return await run.EndAsync(Stop);
    }

    protected Task<RunOutcome> SaveAsync(params IEnumerable<FigsharePlate> plates) => SaveAsync(Options, plates);

    protected string PathOf(FigsharePlate plate) => Path.Combine(Folder, plate.FileName!);

    protected string PartialPathOf(FigsharePlate plate) => PathOf(plate) + ".part";

    protected void AssertSaved(FigsharePlate plate)
    {
        Assert.Equal(plate.Md5, Digest.OfFile(PathOf(plate)));
        Assert.False(File.Exists(PartialPathOf(plate)));
        Assert.False(File.Exists(PartialPathOf(plate) + "-state"));
    }
}

/// <summary>A run and what it told.</summary>
public sealed class RunUnderTest : IDisposable
{
    private readonly ConcurrentQueue<PlateEvent> _events = new();
    private readonly SemaphoreSlim _told = new(0);

    public RunUnderTest(SaveOptions options) => Run = new SaveRun(options, message =>
    {
        _events.Enqueue(message);
        _told.Release();
    });

    public SaveRun Run { get; }

    /// <summary>Waits until the run tells something more.</summary>
    public Task NextAsync(CancellationToken cancellationToken) => _told.WaitAsync(cancellationToken);

    public async Task<RunOutcome> EndAsync(CancellationToken cancellationToken)
    {
        Run.Complete();
        await Run.Ended.WaitAsync(cancellationToken);
        return new RunOutcome(
            [.. _events.OfType<PlateEvent.Saved>().Select(saved => saved.Result)],
            [.. _events.OfType<PlateEvent.Failed>()],
            [.. _events.OfType<PlateEvent.Note>().Select(note => note.Text)],
            [.. _events.OfType<PlateEvent.Warning>().Select(warning => warning.Text)]);
    }

    public void Dispose()
    {
        Run.Dispose();
        _told.Dispose();
    }
}

public sealed record RunOutcome(
    IReadOnlyList<PlateResult> Results, IReadOnlyList<PlateEvent.Failed> Failures, IReadOnlyList<string> Notes,
    IReadOnlyList<string> Warnings)
{
    /// <summary>The one result of a run that had no failure.</summary>
    public PlateResult Result
    {
        get
        {
            Assert.Empty(Failures.Select(failure => failure.Error.Message));
            return Assert.Single(Results);
        }
    }

    /// <summary>The one failure of a run that had no result.</summary>
    public FigshareException Failure
    {
        get
        {
            Assert.Empty(Results);
            return Assert.Single(Failures).Error;
        }
    }
}
