using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Simulator;

namespace FigshareTools.Hosting;

/// <summary>The simulated Figshare behind <c>-Offline</c>, with nine plates under the ids of the real ones.</summary>
internal sealed class OfflineFigshare : IAsyncDisposable
{
    private const long BytesPerPlate = 16 * 1024 * 1024;

    // Slow enough to see the bars move.
    private const long BytesPerSecond = 8_000_000;

    private readonly FigshareSimulator _simulator;

    private OfflineFigshare(FigshareSimulator simulator) => _simulator = simulator;

    /// <summary>Makes the plates (they are kept for the next run), serves them, and points the module there.</summary>
    public static Task<OfflineFigshare> StartAsync(CancellationToken cancellationToken)
        => StartAsync(Path.Combine(Path.GetTempPath(), "figsharetools-offline"), BytesPerPlate, cancellationToken);

    /// <summary>Does so with plates of another size, in another folder.</summary>
    public static async Task<OfflineFigshare> StartAsync(
        string folder, long bytesPerPlate, CancellationToken cancellationToken)
    {
        SimulatedArticle plates = await CellHealthPlates.CreateAsync(folder, bytesPerPlate, cancellationToken)
            .ConfigureAwait(false);

        var options = new SimulatorOptions { BytesPerSecondPerConnection = BytesPerSecond };
        FigshareSimulator simulator = await FigshareSimulator.StartAsync(options, cancellationToken)
            .ConfigureAwait(false);
        simulator.Catalog.Add(plates);

        Environment.SetEnvironmentVariable("FIGSHARE_API_URI", simulator.ApiUri.ToString());
        Environment.SetEnvironmentVariable("FIGSHARE_DOWNLOAD_URI", simulator.DownloadUri.ToString());
        return new OfflineFigshare(simulator);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _simulator.DisposeAsync();
}
