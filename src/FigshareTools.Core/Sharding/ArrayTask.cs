using System;
using System.Linq;

namespace FigshareTools.Sharding;

/// <summary>A task of a job array, as the scheduler of a cluster describes it in environment variables.</summary>
/// <param name="Scheduler">The scheduler: Slurm, PBS, LSF or SGE.</param>
/// <param name="Index">The rank of the task in its array, from 0.</param>
/// <param name="Count">The number of tasks; null for PBS and for most arrays of LSF, which do not state it.</param>
public sealed record ArrayTask(string Scheduler, int Index, int? Count)
{
    /// <summary>The variables that say that a process is a task of an array.</summary>
    internal const string Variables = "SLURM_ARRAY_TASK_ID, PBS_ARRAY_INDEX, PBS_ARRAYID, LSB_JOBINDEX, SGE_TASK_ID";

    /// <summary>The number of the first task, which a scheduler that does not state it must have.</summary>
    internal int FirstNumber { get; init; }

    /// <summary>Reads the task of this process.</summary>
    /// <param name="variableOf">Returns the value of an environment variable; null if it is not set.</param>
    /// <returns>The task; null if the process is no task of an array.</returns>
    /// <exception cref="FigshareException">The variables do not determine a rank.</exception>
    public static ArrayTask? Find(Func<string, string?> variableOf)
    {
        var variables = new ArrayVariables(variableOf);
        ArrayTask[] tasks =
        [
            .. new[] { OfSlurm(variables), OfPbs(variables), OfLsf(variables), OfSge(variables) }.OfType<ArrayTask>(),
        ];
        return tasks.Length < 2
            ? tasks.FirstOrDefault()
            : throw ArrayVariables.Unusable(
                $"The variables of {tasks[0].Scheduler} and of {tasks[1].Scheduler} both describe a task of a job array; "
                + "remove those of one of them");
    }

    private static ArrayTask? OfSlurm(ArrayVariables variables)
    {
        if (variables.NumberOf("SLURM_ARRAY_TASK_ID") is not { } id)
        {
            return null;
        }

        if (variables.NumberOf("SLURM_ARRAY_TASK_COUNT") is not { } count
            || variables.NumberOf("SLURM_ARRAY_TASK_MIN") is not { } first
            || variables.NumberOf("SLURM_ARRAY_TASK_MAX") is not { } last)
        {
            return new ArrayTask("Slurm", id, Count: null);
        }

        // Slurm does not list the numbers of --array=0,3,7. Each task checks its own one against equal steps from the first to
        // the last. If no task finds a contradiction, "count" different numbers fill the steps, so that the ranks are complete.
        // SLURM_ARRAY_TASK_STEP is not read: Slurm 22.05 writes 1 wherever numbers are listed (tried 2026-11-30).
        var isEven = count == 1 || (count > 1 && last > first && (last - first) % (count - 1) == 0);
        var step = isEven && count > 1 ? (last - first) / (count - 1) : 1;
        return isEven && RankOf(id, first, step) is { } rank && rank < count
            ? new ArrayTask("Slurm", rank, count)
            : throw ArrayVariables.Unusable(
                $"The {count} tasks of the Slurm array, from {first} to {last}, are not numbered in equal steps, so that task "
                + $"{id} has no rank; submit them with --array=0-{Math.Max(count - 1, 0)}");
    }

    // OpenPBS and Torque state the number of the task alone.
    private static ArrayTask? OfPbs(ArrayVariables variables) =>
        (variables.NumberOf("PBS_ARRAY_INDEX") ?? variables.NumberOf("PBS_ARRAYID")) is { } id
            ? new ArrayTask("PBS", id, Count: null)
            : null;

    // The smallest number that LSF allows is 1; it writes 0 for a job that is no array. LSB_JOBINDEX_END is the last number, but
    // nothing states the first one. If the last number is 1, it is the first one too.
    private static ArrayTask? OfLsf(ArrayVariables variables)
    {
        if (variables.NumberOf("LSB_JOBINDEX") is not (> 0 and var id))
        {
            return null;
        }

        var step = Math.Max(variables.NumberOf("LSB_JOBINDEX_STEP") ?? 1, 1);
        return RankOf(id, first: 1, step) is { } rank
            ? new ArrayTask("LSF", rank, variables.NumberOf("LSB_JOBINDEX_END") == 1 ? 1 : null) { FirstNumber = 1 }
            : throw ArrayVariables.Unusable(
                $"Task {id} of the LSF array has no rank in steps of {step} from 1; number the tasks from 1");
    }

    // SGE writes "undefined" for a job that is no array.
    private static ArrayTask? OfSge(ArrayVariables variables)
    {
        if (variables.NumberOf("SGE_TASK_ID", none: "undefined") is not { } id)
        {
            return null;
        }

        var first = variables.NumberOf("SGE_TASK_FIRST", none: "undefined") ?? 1;
        var step = Math.Max(variables.NumberOf("SGE_TASK_STEPSIZE", none: "undefined") ?? 1, 1);
        var last = variables.NumberOf("SGE_TASK_LAST", none: "undefined");
        return RankOf(id, first, step) is { } rank && (last is null || id <= last)
            ? new ArrayTask("SGE", rank, last is null ? null : ((last - first) / step) + 1) { FirstNumber = first }
            : throw ArrayVariables.Unusable(
                $"Task {id} of the SGE array has no rank in steps of {step} from {first}; number the tasks from 1");
    }

    private static int? RankOf(int id, int first, int step) =>
        id >= first && (id - first) % step == 0 ? (id - first) / step : null;
}
