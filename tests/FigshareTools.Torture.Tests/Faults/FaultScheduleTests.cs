using System;
using System.Linq;
using FigshareTools.Simulator;
using FigshareTools.Torture.Faults;

namespace FigshareTools.Torture.Tests.Faults;

public class FaultScheduleTests
{
    private static readonly Dripper s_dripper = new(() => TimeProvider.System);

    [Theory]
    [InlineData(nameof(FaultCost.Attempt), 5, true)]
    [InlineData(nameof(FaultCost.Attempt), 6, false)]
    [InlineData(nameof(FaultCost.Attempt), int.MaxValue, false)]
    [InlineData(nameof(FaultCost.Content), 1, true)]
    [InlineData(nameof(FaultCost.Content), 2, false)]
    [InlineData(nameof(FaultCost.Plate), 1, false)]
    public void Plate_survives_as_many_faults_as_it_has_retries(string cost, int times, bool survives) =>
        Assert.Equal(survives, FaultBudget.MustSurvive([FaultOf(Enum.Parse<FaultCost>(cost), times)]));

    [Fact]
    public void Plate_need_not_survive_wrong_content_and_failed_attempts_together() =>
        Assert.False(FaultBudget.MustSurvive([FaultOf(FaultCost.Content, 1), FaultOf(FaultCost.Attempt, 1)]));

    [Fact]
    public void Schedule_of_a_seed_is_always_the_same() => Assert.All(
        Enumerable.Range(0, 5),
        seed => Assert.Equal(
            FaultSchedule.Create(seed, s_dripper).ToString(), FaultSchedule.Create(seed, s_dripper).ToString()));

    private static ScheduledFault FaultOf(FaultCost cost, int times) => new(
        new FaultRecipe("a fault", (_, _) => Fault.HtmlBody(), cost), Fault.HtmlBody() with { Times = times }, Plate: null);
}
