using System;
using System.Diagnostics;
using System.Globalization;

namespace FigshareTools.Core.Tests.Fuzzing;

/// <summary>
/// Random inputs for everything that reads texts from outside: no exception but the documented failures, no hang, no growth.
/// <c>FIGSHARE_FUZZ_COUNT=10000000 dotnet test tests/FigshareTools.Core.Tests --filter Name~Any_number --logger
/// "console;verbosity=detailed"</c> is the long form; <c>FIGSHARE_FUZZ_SEED</c> repeats one.
/// </summary>
public class FuzzTests(ITestOutputHelper output)
{
    private const int ShortCount = 1000;
    private const int Batch = 50_000;
    private const int LongTimeout = 12 * 3600 * 1000;
    private const long MaximumGrowth = 64 << 20;

    public static TheoryData<string> Targets => [.. FuzzTargets.All.Keys];

    [Theory]
    [MemberData(nameof(Targets))]
    public void A_thousand_inputs_give_plates_or_documented_failures(string target) =>
        FuzzTargets.All[target].Run(seed: 1, ShortCount);

    [Theory(Timeout = LongTimeout)]
    [MemberData(nameof(Targets))]
    public void Any_number_of_inputs_gives_plates_or_documented_failures(string target)
    {
        var count = Number("FIGSHARE_FUZZ_COUNT") / FuzzTargets.All.Count;
        Assert.SkipUnless(count > 0, "FIGSHARE_FUZZ_COUNT is not set.");
        var seed = (ulong)(Number("FIGSHARE_FUZZ_SEED") ?? DateTime.UtcNow.Ticks);
        var watch = Stopwatch.StartNew();
        var (done, characters, allocation, before) = (0L, 0L, 0L, 0L);
        while (done < count)
        {
            // Each batch has a seed of its own, so that a failure is replayed without the batches before it.
            var next = Math.Min(Batch, count.Value - done);
            var (read, largest) = FuzzTargets.All[target].Run(seed + (ulong)(done / Batch), next);
            before = before == 0 ? GC.GetTotalMemory(forceFullCollection: true) : before;
            (done, characters, allocation) = (done + next, characters + read, Math.Max(allocation, largest));
        }

        var growth = GC.GetTotalMemory(forceFullCollection: true) - before;
        output.WriteLine(FormattableString.Invariant(
            $"{target}: seed {seed}, {done} inputs, {characters} characters, {watch.Elapsed.TotalSeconds:0} s, ")
            + FormattableString.Invariant($"at most {allocation} bytes for one, {growth} bytes kept"));
        Assert.True(growth < MaximumGrowth, $"{target} kept {growth} bytes.");
    }

    private static long? Number(string variable) =>
        long.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}
