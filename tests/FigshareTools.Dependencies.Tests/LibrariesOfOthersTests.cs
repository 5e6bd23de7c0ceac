using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Simulator;

namespace FigshareTools.Dependencies.Tests;

/// <summary>
/// Another module's libraries in the same process, loaded before and after this module: both modules work, and the other one
/// keeps its own copies. A process for each case, because assemblies cannot be unloaded. A class for each shell, because classes
/// run at once.
/// </summary>
public abstract class LibrariesOfOthersTests : IAsyncLifetime
{
    private const string First = "First";
    private const string Last = "Last";

    private static readonly string[] s_rateLimitingAndPolly = ["RateLimiting: True, False", "Polly: 3 attempts"];

    private static readonly string[] s_module =
    [
        "saved: 2 Downloaded Downloaded Md5 Md5", "retried: True",
        $"tested: Valid Valid, Cells {SqlitePlate.Cells}, Image 2, warnings 0", "public type: FigshareTools.PlateResult",
    ];

    private FigshareSimulator _figshare = null!;

    private string Folder { get; } = Directory.CreateTempSubdirectory("figsharetools-others-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _figshare = await FigshareSimulator.StartAsync(cancellationToken: Stop);
        List<SimulatedFile> files = [];
        foreach (var id in (long[])[11, 12])
        {
            var path = Path.Combine(Folder, "published", $"{id}.sqlite");
            SqlitePlate.Create(path);
            files.Add(new SimulatedFile { Id = id, Name = $"{id}.sqlite", Content = SimulatedContent.FromFile(path) });
        }

        _figshare.Catalog.Add(new SimulatedArticle
        {
            Id = 4,
            Title = "Plates",
            Doi = "10.6084/m9.figshare.4",
            Versions = [new SimulatedVersion { Files = [.. files] }],
        });
        // The first body of each of the two saves breaks, so that retries run as well.
        _figshare.Faults.Add(Fault.Close(afterBytes: 1000) with { FileId = 11 });
        _figshare.Faults.Add(Fault.Close(afterBytes: 1000) with { FileId = 11, Skip = 1 });
    }

    public async ValueTask DisposeAsync()
    {
        await _figshare.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    public static TheoryData<string, string> Cases => new()
    {
        { "older", First }, { "older", Last }, { "old-sqlite", First }, { "old-sqlite", Last }, { "newer", First }, { "newer", Last },
    };

    /// <summary>What the script writes when both modules work and each library is loaded once, from the other's folder.</summary>
    private static string[] Expected(string set, string order)
    {
        string[] others = set switch
        {
            "older" => [.. s_rateLimitingAndPolly, "SQLitePCL: SQLite 3035005"],
            "old-sqlite" => ["SQLitePCL: SQLite 3053003", "Data.Sqlite: 42"],
            _ => [.. s_rateLimitingAndPolly, "SQLitePCL: SQLite 3053003", "Data.Sqlite: 42"],
        };
        return
        [
            .. order == First ? others : [],
            .. s_module,
            .. others,
            .. s_module,
            "ours: FigshareTools FigshareTools.Core",
            .. Directory.EnumerateFiles(LibrariesOf(set), "*.dll").Select(Path.GetFileNameWithoutExtension)
                .Where(name => name != "e_sqlite3").Select(name => $"library: {name} 1 True")
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Runs a case.</summary>
    /// <param name="set">The folder with the libraries.</param>
    /// <param name="order">Whether the other module is loaded first or last.</param>
    /// <param name="program">The shell.</param>
    /// <param name="options">Its arguments before the script.</param>
    protected async Task AssertBothWorkAsync(string set, string order, string program, params string[] options) =>
        Assert.Equal(Expected(set, order), await RunAsync(program, [.. options, .. Arguments(set, order)]));

    private async Task<string[]> RunAsync(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            Environment =
            {
                ["FIGSHARE_API_URI"] = _figshare.ApiUri.ToString(),
                ["FIGSHARE_DOWNLOAD_URI"] = _figshare.DownloadUri.ToString(),
                ["FIGSHARE_CACHE"] = Path.Combine(Folder, "cache"),
                ["POWERSHELL_TELEMETRY_OPTOUT"] = "1",
            },
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(Stop);
        await process.WaitForExitAsync(Stop);
        Assert.True(process.ExitCode == 0, output);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private IEnumerable<string> Arguments(string set, string order) =>
    [
        Path.Combine(AppContext.BaseDirectory, "Scripts", "LibrariesInOneProcess.ps1"),
        Path.Combine(TestSettings.Module, "FigshareTools.psd1"), LibrariesOf(set), order, Path.Combine(Folder, "saved"),
    ];

    private static string LibrariesOf(string set) => Path.Combine(AppContext.BaseDirectory, "LibrariesOfOthers", set);
}
