using System;
using System.Collections.Generic;
using System.Linq;
using FigshareTools.Sharding;

namespace FigshareTools.Core.Tests.Sharding;

public class ArrayTaskTests
{
    [Theory]
    // --array=0-3, 1-4, 10-16:2, 0,3,6, and one task
    [InlineData("SLURM_ARRAY_TASK_ID=2 SLURM_ARRAY_TASK_COUNT=4 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_MAX=3", "Slurm", 2, 4)]
    [InlineData("SLURM_ARRAY_TASK_ID=4 SLURM_ARRAY_TASK_COUNT=4 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=4", "Slurm", 3, 4)]
    [InlineData("SLURM_ARRAY_TASK_ID=14 SLURM_ARRAY_TASK_COUNT=4 SLURM_ARRAY_TASK_MIN=10 SLURM_ARRAY_TASK_MAX=16", "Slurm", 2, 4)]
    [InlineData("SLURM_ARRAY_TASK_ID=6 SLURM_ARRAY_TASK_COUNT=3 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_MAX=6", "Slurm", 2, 3)]
    [InlineData("SLURM_ARRAY_TASK_ID=7 SLURM_ARRAY_TASK_COUNT=1 SLURM_ARRAY_TASK_MIN=7 SLURM_ARRAY_TASK_MAX=7", "Slurm", 0, 1)]
    // Without the other variables, the number alone is known.
    [InlineData("SLURM_ARRAY_TASK_ID=2", "Slurm", 2, null)]
    [InlineData("PBS_ARRAY_INDEX=5", "PBS", 5, null)]
    [InlineData("PBS_ARRAYID=0", "PBS", 0, null)]
    [InlineData("LSB_JOBINDEX=1 LSB_JOBINDEX_END=8 LSB_JOBINDEX_STEP=1", "LSF", 0, null)]
    [InlineData("LSB_JOBINDEX=1 LSB_JOBINDEX_END=1 LSB_JOBINDEX_STEP=1", "LSF", 0, 1)]
    [InlineData("LSB_JOBINDEX=5 LSB_JOBINDEX_STEP=2", "LSF", 2, null)]
    [InlineData("LSB_JOBINDEX=8", "LSF", 7, null)]
    [InlineData("SGE_TASK_ID=3 SGE_TASK_FIRST=1 SGE_TASK_LAST=8 SGE_TASK_STEPSIZE=1", "SGE", 2, 8)]
    // -t 2-11:3, and an end that is no step
    [InlineData("SGE_TASK_ID=11 SGE_TASK_FIRST=2 SGE_TASK_LAST=11 SGE_TASK_STEPSIZE=3", "SGE", 3, 4)]
    [InlineData("SGE_TASK_ID=9 SGE_TASK_FIRST=1 SGE_TASK_LAST=10 SGE_TASK_STEPSIZE=2", "SGE", 4, 5)]
    [InlineData("SGE_TASK_ID=3", "SGE", 2, null)]
    // Schedulers that describe a job that is no array, beside one that is.
    [InlineData("PBS_ARRAY_INDEX=5 LSB_JOBINDEX=0 SGE_TASK_ID=undefined SLURM_ARRAY_TASK_ID=", "PBS", 5, null)]
    public void A_task_has_a_rank(string variables, string scheduler, int index, int? count)
    {
        var task = ArrayTask.Find(Environment(variables));

        Assert.Equal((scheduler, index, count), (task?.Scheduler, task?.Index ?? -1, task?.Count));
    }

    [Theory]
    [InlineData("")]
    [InlineData("SLURM_JOB_ID=7 SLURM_PROCID=0")]
    [InlineData("LSB_JOBID=7 LSB_JOBINDEX=0")]
    [InlineData("SGE_TASK_ID=undefined SGE_TASK_FIRST=undefined SGE_TASK_LAST=undefined SGE_TASK_STEPSIZE=undefined")]
    public void Another_process_is_no_task(string variables) => Assert.Null(ArrayTask.Find(Environment(variables)));

    [Theory]
    // --array=0,3,7: each of the tasks reports it.
    [InlineData("SLURM_ARRAY_TASK_ID=0 SLURM_ARRAY_TASK_COUNT=3 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_MAX=7", "--array=0-2")]
    // --array=0,3,4,9: three tasks seem to be numbered in steps of 3, the fourth one is not.
    [InlineData("SLURM_ARRAY_TASK_ID=4 SLURM_ARRAY_TASK_COUNT=4 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_MAX=9", "--array=0-3")]
    [InlineData("SLURM_ARRAY_TASK_ID=9 SLURM_ARRAY_TASK_COUNT=4 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_MAX=3", "--array=0-3")]
    [InlineData("SLURM_ARRAY_TASK_ID=0 SLURM_ARRAY_TASK_COUNT=0 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_MAX=0", "equal steps")]
    [InlineData("SLURM_ARRAY_TASK_ID=0 SLURM_ARRAY_TASK_COUNT=2 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_MAX=0", "equal steps")]
    [InlineData("SLURM_ARRAY_TASK_ID=x", "SLURM_ARRAY_TASK_ID is 'x'")]
    [InlineData("PBS_ARRAY_INDEX=-1", "PBS_ARRAY_INDEX is '-1'")]
    [InlineData("LSB_JOBINDEX=4 LSB_JOBINDEX_STEP=2", "number the tasks from 1")]
    [InlineData("SGE_TASK_ID=9 SGE_TASK_FIRST=1 SGE_TASK_LAST=8 SGE_TASK_STEPSIZE=1", "Task 9")]
    [InlineData("SLURM_ARRAY_TASK_ID=2 PBS_ARRAY_INDEX=5", "Slurm and of PBS")]
    public void Variables_without_a_rank_are_an_error(string variables, string part)
    {
        var error = Assert.Throws<FigshareException>(() => ArrayTask.Find(Environment(variables)));

        Assert.Equal(FigshareErrorId.NoArrayTask, error.ErrorId);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.EndsWith("or give -ShardIndex and -ShardCount.", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Either a task of an array reports that it has no rank, or all ranks are there.</summary>
    [Fact]
    public void Ranks_are_complete_for_every_set_of_Slurm_numbers()
    {
        for (var set = 1; set < 1 << 10; set++)
        {
            var numbers = Enumerable.Range(0, 10).Where(number => (set & (1 << number)) != 0).ToList();
            var ranks = numbers.Select(number => RankOf(number, numbers.Count, numbers[0], numbers[^1])).ToList();
            if (!ranks.Contains(null))
            {
                Assert.Equal(Enumerable.Range(0, numbers.Count), ranks.OfType<int>());
            }
        }
    }

    private static int? RankOf(int id, int count, int first, int last)
    {
        try
        {
            return ArrayTask.Find(Environment(
                $"SLURM_ARRAY_TASK_ID={id} SLURM_ARRAY_TASK_COUNT={count} SLURM_ARRAY_TASK_MIN={first} SLURM_ARRAY_TASK_MAX={last}"))
                ?.Index;
        }
        catch (FigshareException)
        {
            return null;
        }
    }

    internal static Func<string, string?> Environment(string variables)
    {
        var values = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(variable => variable.Split('=')).ToDictionary(parts => parts[0], parts => parts[1]);
        return name => values.GetValueOrDefault(name);
    }
}
