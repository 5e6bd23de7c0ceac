using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Api;
using FigshareTools.Simulator;
using FigshareTools.Transfer;

namespace FigshareTools.Core.Tests.Support;

/// <summary>A simulator, a temporary folder, and a clock whose waits end at once.</summary>
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

    /// <summary>The options of the simulator.</summary>
    protected virtual SimulatorOptions Simulation => new();

    public virtual async ValueTask InitializeAsync() =>
        Figshare = await FigshareSimulator.StartAsync(Simulation, Stop);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Figshare.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Publishes a file and returns its plate, as in a complete manifest.</summary>
    protected FigsharePlate Publish(SimulatedContent content, long fileId = 100, string? name = null)
    {
        return Publish(new SimulatedFile { Id = fileId, Name = name ?? $"{fileId}.bin", Content = content });
    }

    /// <summary>Publishes a file with a validator.</summary>
    protected FigsharePlate Publish(SimulatedContent content, SimulatedValidator validator, DateTimeOffset? modified = null)
    {
        return Publish(new SimulatedFile
        {
            Id = 100,
            Name = "100.bin",
            Content = content,
            Validator = validator,
            LastModified = modified ?? new DateTimeOffset(2023, 5, 30, 11, 14, 17, TimeSpan.Zero),
        });
    }

    /// <summary>Publishes a file.</summary>
    protected FigsharePlate Publish(SimulatedFile file)
    {
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
            FileId = file.Id,
            FileName = file.Name,
            Length = file.Content.Length,
            Md5 = file.Content.Md5,
        };
    }

    protected FigsharePlate PublishBytes(int length = 100_000, long fileId = 100, string? name = null) =>
        Publish(SimulatedContent.Pattern(length, (int)fileId), fileId, name);

    /// <summary>Starts a run over a few plates, which fit into its queue.</summary>
    protected static SaveUnderTest StartSave(SaveOptions options, params IEnumerable<FigsharePlate> plates)
    {
        var run = new SaveUnderTest(options);
        foreach (var plate in plates)
        {
            Assert.True(run.Run.TryAdd(plate));
        }

        return run;
    }

    /// <summary>Saves any number of plates and waits for the end of the run.</summary>
    protected static async Task<RunOutcome<PlateResult>> SaveAsync(SaveOptions options, params IEnumerable<FigsharePlate> plates)
    {
        using var run = new SaveUnderTest(options);
        foreach (var plate in plates)
        {
            while (!run.Run.TryAdd(plate))
            {
                await run.WaitForEventAsync(Stop);
            }
        }

        return await run.EndAsync(Stop);
    }

    protected Task<RunOutcome<PlateResult>> SaveAsync(params IEnumerable<FigsharePlate> plates) => SaveAsync(Options, plates);

    protected string PathOf(FigsharePlate plate) => Path.Combine(Folder, plate.FileName!);

    protected string PartialPathOf(FigsharePlate plate) => PartialFilesOnDisk.PathOf(PathOf(plate));

    protected string JournalPathOf(FigsharePlate plate) => PathOf(plate) + ".part-state";

    protected void AssertSaved(FigsharePlate plate)
    {
        Assert.Equal(plate.Md5, Digest.OfFile(PathOf(plate)));
        Assert.DoesNotContain(
            PartialFilesOnDisk.In(Folder), path => path.StartsWith(PathOf(plate) + ".", StringComparison.Ordinal));
    }
}
