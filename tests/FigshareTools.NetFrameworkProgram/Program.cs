using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using FigshareTools.Api;
using FigshareTools.Manifests;
using FigshareTools.References;
using FigshareTools.Runs;
using FigshareTools.Transfer;
using FigshareTools.Verification;

namespace FigshareTools.NetFrameworkProgram;

/// <summary>
/// Lists the nine plates of the simulator, saves them, skips them, saves them again over the files that are there, and
/// verifies them with SQLite. It writes a line for each step, and exits with 1 if one of them is not as expected.
/// </summary>
internal static class Program
{
    private const int Plates = 9;

    private static bool s_usesWebRequests;

    private static async Task<int> Main(string[] args)
    {
        var endpoints = new FigshareEndpoints(
            new Uri(Environment.GetEnvironmentVariable("FIGSHARE_API_URI")),
            new Uri(Environment.GetEnvironmentVariable("FIGSHARE_DOWNLOAD_URI")));
        s_usesWebRequests = args.Contains("-WebRequests");
        Console.WriteLine($"{RuntimeName}, {(s_usesWebRequests ? "HttpWebRequest" : "HttpClientHandler as it is")}");

        var plates = await ListAsync(endpoints);
        var options = new SaveOptions { Destination = args[0], Endpoints = endpoints, ThrottleLimit = Plates };
        var saved = await SaveAsync(options, plates);
        var skipped = await SaveAsync(options, plates);
        var replaced = await SaveAsync(options with { Force = true }, plates);
        var verified = await VerifyAsync(
            new VerifyOptions { Destination = args[0], Endpoints = endpoints, Deep = true }, plates);

        return Check("saved", saved, result => result is { Status: PlateStatus.Downloaded, Verified: VerificationLevel.Md5 })
            & Check("skipped", skipped, result => result.Status == PlateStatus.Skipped)
            & Check("replaced", replaced, result => result is { Status: PlateStatus.Downloaded, Verified: VerificationLevel.Md5 })
            & Check("verified", verified, result => result is { Status: VerificationStatus.Valid, Tables.Count: > 0 })
                ? 0 : 1;
    }

    private static string RuntimeName =>
        (string?)Type.GetType("Mono.Runtime")?.GetMethod("GetDisplayName", BindingFlags.NonPublic | BindingFlags.Static)
            ?.Invoke(null, null) is { } mono ? $"Mono {mono}" : $".NET Framework {Environment.Version}";

    private static async Task<IReadOnlyList<FigsharePlate>> ListAsync(FigshareEndpoints endpoints)
    {
        using var reader = new ManifestReader(new ApiOptions { Endpoints = endpoints });
        Prepare(reader);
        List<FigsharePlate> plates = [];
        await foreach (var entry in reader.ReadAsync(FigshareReference.Parse("9995672"), null, new ConsoleLog(), default))
        {
            plates.Add(entry.Plate ?? throw entry.Problem!);
        }

        Console.WriteLine($"listed: {plates.Count}");
        return plates;
    }

    private static void Prepare(object owner)
    {
        if (s_usesWebRequests)
        {
            MonoHandler.UseWebRequests(owner);
        }
    }

    private static Task<IReadOnlyList<PlateResult>> SaveAsync(SaveOptions options, IEnumerable<FigsharePlate> plates)
    {
        var results = new ConcurrentQueue<object>();
        var run = new SaveRun(options, message => Record(message, results));
        return RunAsync<PlateResult>(run, () => plates.All(plate => run.TryAdd(plate)), results);
    }

    private static Task<IReadOnlyList<PlateVerification>> VerifyAsync(
        VerifyOptions options, IEnumerable<FigsharePlate> plates)
    {
        var results = new ConcurrentQueue<object>();
        var run = new VerifyRun(options, message => Record(message, results));
        return RunAsync<PlateVerification>(run, () => plates.All(plate => run.TryAdd(plate)), results);
    }

    private static async Task<IReadOnlyList<T>> RunAsync<T>(
        PlateRun run, Func<bool> addAll, ConcurrentQueue<object> results)
    {
        using (run)
        {
            Prepare(run);
            if (!addAll())
            {
                throw new InvalidOperationException("The queue of a run is shorter than nine plates.");
            }

            run.Complete();
            await run.Ended;
            return [.. results.OfType<T>()];
        }
    }

    private static void Record(PlateEvent message, ConcurrentQueue<object> results)
    {
        switch (message)
        {
            case PlateEvent.Completed completed:
                results.Enqueue(completed.Result);
                break;
            case PlateEvent.Failed failed:
                Console.WriteLine($"failed: {failed.Error.Message}");
                break;
            case PlateEvent.Warning warning:
                Console.WriteLine($"warning: {warning.Text}");
                break;
        }
    }

    private static bool Check<T>(string step, IReadOnlyList<T> results, Func<T, bool> isExpected)
    {
        var count = results.Count(isExpected);
        Console.WriteLine($"{step}: {count} of {Plates}");
        return count == Plates;
    }

    private sealed class ConsoleLog : IListingLog
    {
        public void Report(WorkEvent workEvent)
        {
        }

        public void ReportArticles(int listed, int total)
        {
        }

        public void Warning(string message) => Console.WriteLine($"warning: {message}");
    }
}
