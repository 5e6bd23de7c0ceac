using System;
using System.Collections.Generic;
using System.Linq;
using FigshareTools.Pacing;

namespace FigshareTools.Core.Tests.Pacing;

public class PaceOptionsTests
{
    [Theory]
    [InlineData("", 0, 1)]
    [InlineData("SLURM_ARRAY_TASK_ID=2 SLURM_ARRAY_TASK_COUNT=4 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_MAX=3", 2, 4)]
    [InlineData("SGE_TASK_ID=1 SGE_TASK_FIRST=1 SGE_TASK_LAST=8 SGE_TASK_STEPSIZE=1", 0, 8)]
    [InlineData("PBS_ARRAY_INDEX=3", 0, 1)] // PBS does not state the number of tasks
    [InlineData("SLURM_ARRAY_TASK_ID=7 SLURM_ARRAY_TASK_COUNT=3 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_MAX=8", 0, 1)] // no rank
    [InlineData("SLURM_ARRAY_TASK_ID=text", 0, 1)]
    public void Task_of_a_job_array_has_its_share(string variables, int index, int count)
    {
        var values = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => text.Split('='))
            .ToDictionary(pair => pair[0], pair => pair[1]);

        var pace = PaceOptions.OfArrayTask(name => values.GetValueOrDefault(name));

        Assert.Equal((index, count), (pace.ShareIndex, pace.ShareCount));
    }
}
