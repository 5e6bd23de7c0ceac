using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Simulator;

namespace FigshareTools.Hosting;

/// <summary>
/// The Figshare simulator for <c>-Offline</c>, with nine plates that have the ids of the real Cell Health plates.
/// </summary>
internal sealed class OfflineFigshare : IAsyncDisposable
{
    private const long BytesPerPlate = 16 * 1024 * 1024;

    // Slow enough to see the progress bars move.
    private const long BytesPerSecond = 8_000_000;

    private readonly FigshareSimulator _simulator;

    private OfflineFigshare(FigshareSimulator simulator) => _simulator = simulator;

    /// <summary>
    /// Creates the plates, starts the simulator, and sets the environment variables that make the module use it. The
    /// plates stay in the temporary folder for the next run.
    /// </summary>
    public static Task<OfflineFigshare> StartAsync(CancellationToken cancellationToken)
        => StartAsync(Path.Combine(Path.GetTempPath(), "figsharetools-offline"), BytesPerPlate, cancellationToken);

    /// <summary>Starts the simulator with plates of another size, in another folder.</summary>
    public static async Task<OfflineFigshare> StartAsync(
        string folder, long bytesPerPlate, CancellationToken cancellationToken)
    {
        var plates = await CellHealthPlates.CreateAsync(folder, bytesPerPlate, cancellationToken)
            .ConfigureAwait(false);

        var options = new SimulatorOptions { BytesPerSecondPerConnection = BytesPerSecond };
        var simulator = await FigshareSimulator.StartAsync(options, cancellationToken)
            .ConfigureAwait(false);
        simulator.Catalog.Add(plates);
        simulator.Catalog.Add(CellHealthPlates.CreateCollection());

        Environment.SetEnvironmentVariable("FIGSHARE_API_URI", simulator.ApiUri.ToString());
        Environment.SetEnvironmentVariable("FIGSHARE_DOWNLOAD_URI", simulator.DownloadUri.ToString());
        return new OfflineFigshare(simulator);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _simulator.DisposeAsync();
}
