using FigshareTools.Transfer;

namespace FigshareTools.Core.Tests.Transfer;

public class SavePlanTests
{
    private const string Md5 = "00000000000000000000000000000000";

    [Theory]
    [InlineData(null, 0L, 10L, null, false, false, SaveAction.Save, 10L)]
    [InlineData(null, 0L, null, null, false, false, SaveAction.Save, null)]
    [InlineData(null, 4L, 10L, null, false, false, SaveAction.Resume, 6L)]
    [InlineData(null, 4L, null, null, false, false, SaveAction.Resume, null)]
    [InlineData(10L, 0L, 10L, null, false, false, SaveAction.Skip, 0L)]
    [InlineData(10L, 4L, 10L, Md5, false, false, SaveAction.Skip, 0L)]
    [InlineData(10L, 0L, 10L, Md5, false, true, SaveAction.Compare, 0L)]
    [InlineData(10L, 0L, 10L, null, false, true, SaveAction.Skip, 0L)]
    [InlineData(10L, 0L, null, null, false, false, SaveAction.Compare, 0L)]
    [InlineData(0L, 0L, 10L, null, false, false, SaveAction.Replace, 10L)]
    [InlineData(9L, 4L, 10L, Md5, false, true, SaveAction.Replace, 6L)]
    [InlineData(10L, 0L, 10L, Md5, true, true, SaveAction.Replace, 10L)]
    [InlineData(10L, 0L, null, null, true, false, SaveAction.Replace, null)]
    public void The_action_follows_from_the_row_and_the_disk(
        long? existing, long resumable, long? length, string? md5, bool force, bool checksum, SaveAction expected, long? bytes)
    {
        var plate = new FigsharePlate { FileId = 1, FileName = "a.bin", Length = length, Md5 = md5 };
        var target = new TargetState(existing, resumable);

        var action = SavePlan.Decide(plate, target, force, checksum);

        Assert.Equal(expected, action);
        Assert.Equal(bytes, new PlannedPlate(plate, "/a.bin", action, target).DownloadBytes);
    }

    [Fact]
    public void Sums_count_known_bytes_and_unknown_lengths()
    {
        var plan = new SavePlan();
        foreach (var length in new long?[] { 10, null, 5 })
        {
            plan.Add(new PlannedPlate(new FigsharePlate { Length = length }, null, SaveAction.Save, new TargetState(null, 0)));
        }

        Assert.Equal((3, 3, 0, 15L, 1),
            (plan.Plates, plan.Count(SaveAction.Save), plan.Count(SaveAction.Skip), plan.DownloadBytes, plan.UnknownLengths));
    }
}
