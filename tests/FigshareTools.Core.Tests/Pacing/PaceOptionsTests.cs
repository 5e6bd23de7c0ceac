using System;
using System.Collections.Generic;
using System.Linq;
using FigshareTools.Pacing;

namespace FigshareTools.Core.Tests.Pacing;

public class PaceOptionsTests
{
    [Theory]
    [InlineData("", 0, 1, null)]
    [InlineData("SLURM_ARRAY_TASK_ID=2 SLURM_ARRAY_TASK_COUNT=4 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_MAX=3", 2, 4, null)]
    [InlineData("SGE_TASK_ID=1 SGE_TASK_FIRST=1 SGE_TASK_LAST=8 SGE_TASK_STEPSIZE=1", 0, 8, null)]
    [InlineData("SLURM_ARRAY_TASK_ID=7 SLURM_ARRAY_TASK_COUNT=1 SLURM_ARRAY_TASK_MIN=7 SLURM_ARRAY_TASK_MAX=7", 0, 1, null)]
    [InlineData("LSB_JOBINDEX=1 LSB_JOBINDEX_END=1 LSB_JOBINDEX_STEP=1", 0, 1, null)]
    [InlineData("LSB_JOBINDEX=2 LSB_JOBINDEX_END=8 LSB_JOBINDEX_STEP=1", 0, 1,
        "LSF does not state how many tasks this job array has")]
    [InlineData("PBS_ARRAY_INDEX=3", 0, 1, "PBS does not state how many tasks this job array has")]
    [InlineData("SLURM_ARRAY_TASK_ID=7 SLURM_ARRAY_TASK_COUNT=3 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_MAX=8", 0, 1,
        "--array=0-2")]
    [InlineData("SLURM_ARRAY_TASK_ID=text", 0, 1, "SLURM_ARRAY_TASK_ID")]
    public void Task_of_a_job_array_has_its_share_or_the_reason_why_not(string variables, int index, int count, string? problem)
    {
        var values = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => text.Split('='))
            .ToDictionary(pair => pair[0], pair => pair[1]);

        var pace = PaceOptions.OfArrayTask(name => values.GetValueOrDefault(name));

        Assert.Equal((index, count), (pace.ShareIndex, pace.ShareCount));
        if (problem is null)
        {
            Assert.Null(pace.ShareProblem);
        }
        else
        {
            Assert.Contains(problem, pace.ShareProblem, StringComparison.Ordinal);
        }
    }
}
