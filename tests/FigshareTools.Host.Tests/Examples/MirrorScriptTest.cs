using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using FigshareTools.Hosting.Tests.Support;
using FigshareTools.Simulator;

namespace FigshareTools.Hosting.Tests.Examples;

/// <summary>Runs examples/mirror.ps1 in a session that finds the module beside the script.</summary>
public abstract class MirrorScriptTest : IAsyncLifetime
{
    protected const string ManifestName = ".figshare-mirror.csv";

    /// <summary>What the script mirrors.</summary>
    protected string Dataset { get; set; } = "4";

    protected string Manifest => Folder.PathOf(ManifestName);

    protected string Output => Scripts.Output.ReplaceLineEndings("\n");

    protected TemporaryFolder Folder { get; } = new();

    private protected ExampleScripts Scripts { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Scripts = await ExampleScripts.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Scripts.DisposeAsync();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected int Run(params string[] arguments) => Run(Scripts, arguments);

    /// <summary>Runs the script in a session of its own, because a session keeps its exit code.</summary>
    protected async Task<int> RunInNewSessionAsync()
    {
        await using var session = Scripts.OpenSession();
        return Run(session);
    }

    protected string[] Files() => [.. Directory.EnumerateFiles(Folder.Path).Select(path => Path.GetFileName(path))
        .Where(name => name != ".figsharetools-verified.jsonl").Order(StringComparer.Ordinal)];

    /// <summary>Publishes a version in which one file has another name, one has other bytes, and one is new.</summary>
    protected void PublishNext() => Publish((1, "one.bin"), (3, "2.bin"), (4, "4.bin"));

    protected void Publish(params (long Id, string Name)[] files) => Publish(privateLink: null, files);

    /// <summary>Publishes a version. With the key of a private link, the article is not public.</summary>
    protected void Publish(string? privateLink, params (long Id, string Name)[] files) => Scripts.Figshare.Catalog.Add(
        new SimulatedArticle
        {
            Id = 4,
            Title = "Plates",
            Doi = "10.6084/m9.figshare.4",
            IsPublic = privateLink is null,
            PrivateLinks = privateLink is null ? [] : [privateLink],
            Versions =
            [
                new SimulatedVersion
                {
                    Number = 2,
                    Files = [.. files.Select(file => new SimulatedFile
                    {
                        Id = file.Id,
                        Name = file.Name,
                        Content = SimulatedContent.Pattern(10_000, (int)file.Id),
                    })],
                },
            ],
        });

    protected static byte[] Content(int seed)
    {
        var bytes = new byte[10_000];
        SimulatedContent.Pattern(10_000, seed).Read(0, bytes);
        return bytes;
    }

    private int Run(ExampleScripts scripts, params string[] arguments) =>
        scripts.Run("mirror.ps1", ["-Dataset", Dataset, "-Destination", Folder.Path, .. arguments]);
}
