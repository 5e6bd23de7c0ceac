using System;
using System.Diagnostics;
using System.IO;
using System.IO.Compression;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Packaging.Tests.Support;
using FigshareTools.Simulator;

namespace FigshareTools.Packaging.Tests;

/// <summary>
/// The packages, unpacked into an empty folder that is the whole module path. A process for each, because an assembly cannot be
/// unloaded.
/// </summary>
public sealed class UnpackedPackageTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("figsharetools-package-").FullName;
    private FigshareSimulator _figshare = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _figshare = await FigshareSimulator.StartAsync(cancellationToken: Stop);
        _figshare.Catalog.Add(new SimulatedArticle
        {
            Id = 4,
            Title = "Plates",
            Doi = "10.6084/m9.figshare.4",
            Versions =
            [
                new SimulatedVersion
                {
                    Files = [new SimulatedFile { Id = 11, Name = "11.bin", Content = SimulatedContent.Pattern(10_000, 11) }],
                },
            ],
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _figshare.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(".zip", "")]
    [InlineData(".nupkg", "FigshareTools")]
    public async Task Unpacked_package_is_imported_by_name_and_saves_a_plate(string extension, string target)
    {
        var modules = Path.Combine(_folder, "modules");
        using (var archive = Built.Open(extension))
        {
            archive.ExtractToDirectory(Path.Combine(modules, target));
        }

        var output = await RunAsync(modules);

        var module = Path.Combine(modules, "FigshareTools", extension == ".zip" ? Built.Version : "");
        Assert.Equal(
            [
                $"folder: {Path.TrimEndingDirectorySeparator(module)}", $"version: {Built.Version}", "exported: True", "help: True",
                "saved: Md5",
            ],
            output);
        Assert.Equal(SimulatedContent.Pattern(10_000, 11).Md5, Digest.OfFile(Path.Combine(_folder, "saved", "11.bin")));
    }

    private async Task<string[]> RunAsync(string modules)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Scripts", "UseModuleByName.ps1");
        var start = new ProcessStartInfo("dotnet", [Built.PlainShell, script, Path.Combine(_folder, "saved")])
        {
            RedirectStandardOutput = true,
            Environment =
            {
                ["PSModulePath"] = modules,
                ["FIGSHARE_API_URI"] = _figshare.ApiUri.ToString(),
                ["FIGSHARE_DOWNLOAD_URI"] = _figshare.DownloadUri.ToString(),
                ["FIGSHARE_CACHE"] = Path.Combine(_folder, "cache"),
            },
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(Stop);
        await process.WaitForExitAsync(Stop);
        Assert.True(process.ExitCode == 0, output);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
