using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using FigshareTools.Simulator;
using FigshareTools.Torture.Plates;

namespace FigshareTools.Torture.Faults;

/// <summary>A fault of a schedule.</summary>
/// <param name="Recipe">Its kind.</param>
/// <param name="Fault">The fault.</param>
/// <param name="Plate">The only plate that it affects; null for the API's faults.</param>
internal sealed record ScheduledFault(FaultRecipe Recipe, Fault Fault, TorturePlate? Plate)
{
    public override string ToString()
    {
        var times = Fault.Times == int.MaxValue ? "always" : string.Create(CultureInfo.InvariantCulture, $"x{Fault.Times}");
        return $"{Plate?.Row.Plate ?? "all"}: {Recipe.Name} ({Fault.Point}, after {Fault.Skip}, {times})";
    }
}

/// <summary>Plates, faults and options, all of them from one seed.</summary>
internal sealed class FaultSchedule
{
    private FaultSchedule(int seed, IReadOnlyList<TorturePlate> plates, IReadOnlyList<ScheduledFault> faults)
    {
        Seed = seed;
        Plates = plates;
        Faults = faults;
    }

    /// <summary>The seed that gives this schedule again.</summary>
    public int Seed { get; }

    /// <summary>The plates.</summary>
    public IReadOnlyList<TorturePlate> Plates { get; }

    /// <summary>The faults.</summary>
    public IReadOnlyList<ScheduledFault> Faults { get; }

    /// <summary>Plates at once.</summary>
    public required int ThrottleLimit { get; init; }

    /// <summary>Connections of a plate; null if the engine chooses.</summary>
    public required int? SegmentCount { get; init; }

    /// <summary>Creates the schedule of a seed.</summary>
    public static FaultSchedule Create(int seed, Dripper dripper)
    {
        var random = new Random(seed);
        var plates = PlateSet.Create(random, random.Next(1, 7));
        int?[] segmentCounts = [null, 1, 2, 16];
        return new FaultSchedule(seed, plates, [.. PlateFaults(random, plates, dripper), .. ApiFaults(random)])
        {
            ThrottleLimit = random.Next(3) == 0 ? 1 : random.Next(1, 17),
            SegmentCount = segmentCounts[random.Next(segmentCounts.Length)],
        };
    }

    /// <summary>The faults that can hit a plate.</summary>
    public IEnumerable<ScheduledFault> FaultsOf(TorturePlate plate) =>
        Faults.Where(fault => fault.Plate == plate || (fault.Plate is null && plate.Row.ArticleId is not null));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"throttle {ThrottleLimit}, segments {SegmentCount?.ToString(CultureInfo.InvariantCulture) ?? "auto"}; "
        + $"plates {string.Join(", ", Plates.Select(Describe))}; faults {string.Join(", ", Faults)}");

    private static string Describe(TorturePlate plate) =>
        $"{plate.Row.Plate} of {plate.Content.Length}"
        + (plate.Row.Length is null ? " without length" : "")
        + (plate.Row.Md5 is null ? " without MD5" : "")
        + (plate.Row.ArticleId is null ? "" : " with article");

    private static IEnumerable<ScheduledFault> PlateFaults(
        Random random, IReadOnlyList<TorturePlate> plates, Dripper dripper)
    {
        var table = FaultTable.OfPlate(dripper);
        foreach (var plate in plates)
        {
            for (var count = random.Next(5) switch { 0 => 0, < 3 => 1, 3 => 2, _ => random.Next(2, 5) }; count > 0; count--)
            {
                var recipe = table[random.Next(table.Count)];
                var fault = recipe.Create(random, plate) with
                {
                    FileId = plate.Row.FileId,
                    Skip = random.Next(3) == 0 ? random.Next(1, 4) : 0,
                    Times = random.Next(12) == 0 ? int.MaxValue : random.Next(1, 4),
                };
                yield return new ScheduledFault(recipe, fault, plate);
            }
        }
    }

    private static IEnumerable<ScheduledFault> ApiFaults(Random random)
    {
        for (var count = Math.Max(0, random.Next(6) - 3); count > 0; count--)
        {
            var recipe = FaultTable.OfApi[random.Next(FaultTable.OfApi.Count)];
            var fault = recipe.Create(random, null!) with { Skip = random.Next(3), Times = random.Next(1, 4) };
            yield return new ScheduledFault(recipe, fault, Plate: null);
        }
    }
}
