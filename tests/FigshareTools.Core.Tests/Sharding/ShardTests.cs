using System;
using FigshareTools.Sharding;

namespace FigshareTools.Core.Tests.Sharding;

public class ShardTests
{
    private const string Slurm =
        "SLURM_ARRAY_TASK_ID=2 SLURM_ARRAY_TASK_COUNT=4 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_MAX=3";

    [Theory]
    [InlineData(1, 8, "", 1, 8)]
    [InlineData(0, 1, "", 0, 1)]
    [InlineData(null, null, Slurm, 2, 4)]
    [InlineData(null, 4, Slurm, 2, 4)]
    [InlineData(3, null, Slurm, 3, 4)]
    // What is given counts before the variables, even if these are of no use.
    [InlineData(1, 8, Slurm, 1, 8)]
    [InlineData(1, 8, "SLURM_ARRAY_TASK_ID=x", 1, 8)]
    [InlineData(null, 8, "PBS_ARRAY_INDEX=7", 7, 8)]
    [InlineData(null, 8, "LSB_JOBINDEX=8", 7, 8)]
    [InlineData(null, 8, "SLURM_ARRAY_TASK_ID=5", 5, 8)]
    public void A_shard_is_given_or_that_of_the_task(int? index, int? count, string variables, int expectedIndex, int expectedCount) =>
        Assert.Equal(new Shard(expectedIndex, expectedCount), Shard.Of(index, count, ArrayTaskTests.Environment(variables)));

    [Theory]
    [InlineData(0, 0, "", "InvalidShard", "-ShardCount is 0")]
    [InlineData(null, -1, Slurm, "InvalidShard", "-ShardCount is -1")]
    [InlineData(-1, 4, "", "InvalidShard", "-ShardIndex is -1")]
    [InlineData(4, 4, "", "InvalidShard", "4 shards are numbered from 0 to 3")]
    [InlineData(4, null, Slurm, "InvalidShard", "4 shards are numbered from 0 to 3")]
    [InlineData(null, 8, Slurm, "InvalidShard", "the Slurm array has 4 tasks")]
    [InlineData(null, 8, "PBS_ARRAY_INDEX=8", "InvalidShard", "Task 8 of the PBS array has no shard")]
    [InlineData(null, 8, "PBS_ARRAY_INDEX=8", "InvalidShard", "number the tasks from 0 to 7")]
    [InlineData(null, 8, "LSB_JOBINDEX=9", "InvalidShard", "Task 9 of the LSF array has no shard")]
    [InlineData(null, 8, "LSB_JOBINDEX=9", "InvalidShard", "number the tasks from 1 to 8")]
    [InlineData(null, null, "", "NoArrayTask", "This process is no task of a job array")]
    [InlineData(null, 4, "", "NoArrayTask", "-ShardCount is given without -ShardIndex, and this process")]
    [InlineData(3, null, "", "NoArrayTask", "-ShardIndex is given without -ShardCount, and this process")]
    [InlineData(null, null, "PBS_ARRAY_INDEX=0", "NoArrayTask", "PBS does not state the number of tasks")]
    [InlineData(3, null, "LSB_JOBINDEX=1", "NoArrayTask", "LSF does not state the number of tasks")]
    [InlineData(null, null, "SLURM_ARRAY_TASK_ID=5", "NoArrayTask", "Slurm does not state the number of tasks")]
    public void A_shard_that_is_not_known_is_an_error(int? index, int? count, string variables, string id, string part)
    {
        var error = Assert.Throws<FigshareException>(() => Shard.Of(index, count, ArrayTaskTests.Environment(variables)));

        Assert.Equal(id, error.ErrorId.ToString());
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }
}
