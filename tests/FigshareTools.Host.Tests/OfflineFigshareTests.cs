using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Hosting.Tests.Support;
using FigshareTools.Simulator;

namespace FigshareTools.Hosting.Tests;

[Collection(ProcessEnvironment.Name)]
public sealed class OfflineFigshareTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly ProcessEnvironment _environment = new("FIGSHARE_API_URI", "FIGSHARE_DOWNLOAD_URI");
    private OfflineFigshare _figshare = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string ApiUri => Environment.GetEnvironmentVariable("FIGSHARE_API_URI")!;

    public async ValueTask InitializeAsync() =>
        _figshare = await OfflineFigshare.StartAsync(_folder.PathOf("simulated"), 256 * 1024, Stop);

    public async ValueTask DisposeAsync()
    {
        await _figshare.DisposeAsync();
        _environment.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Environment_points_to_a_local_Figshare_with_nine_plates()
    {
        using var client = new HttpClient();

        var files = await client.GetStringAsync(new Uri($"{ApiUri}/articles/9995672/files"), Stop);

        Assert.True(new Uri(ApiUri).IsLoopback);
        Assert.True(new Uri(Environment.GetEnvironmentVariable("FIGSHARE_DOWNLOAD_URI")!).IsLoopback);
        Assert.Equal(
            CellHealthPlates.FileIds.Values.Order(),
            JsonElement.Parse(files).EnumerateArray().Select(file => file.GetProperty("id").GetInt64()).Order());
        Assert.Equal(9, Directory.GetFiles(_folder.PathOf("simulated"), "SQ000146*.sqlite").Length);
    }

    [Fact]
    public async Task Simulator_stops_with_the_host()
    {
        using var client = new HttpClient();

        await _figshare.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(
            () => client.GetStringAsync(new Uri($"{ApiUri}/articles/9995672"), Stop));
    }

    [Fact]
    public void Module_saves_plates_from_the_simulator()
    {
        var list = _folder.Write("plates.csv", """
            plate,figshare_id,article_id
            SQ00014610,18028784,9995672
            SQ00014613,18506036,9995672
            """);
        using var session = ModuleSession.Open(ModuleLocator.Find(AppContext.BaseDirectory));
        using var shell = session.Create();

        shell.AddCommand("Import-Csv").AddArgument(list)
            .AddCommand("Save-FigsharePlate").AddParameter("Destination", _folder.PathOf("saved"))
            .Invoke();

        Assert.Empty(shell.Streams.Error);
        Assert.Equal(Md5Of("simulated", "SQ00014610", "SQ00014613"), Md5Of("saved", "SQ00014610", "SQ00014613"));
    }

    private IEnumerable<string> Md5Of(string folder, params IEnumerable<string> plates) => plates.Select(
        plate => Digest.OfFile(_folder.PathOf(folder, plate + ".sqlite")));
}
