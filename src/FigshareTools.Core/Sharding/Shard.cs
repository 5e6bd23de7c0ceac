using System;

namespace FigshareTools.Sharding;

/// <summary>One of the parts into which a list of plates is split.</summary>
/// <param name="Index">The number of the shard, from 0.</param>
/// <param name="Count">The number of shards.</param>
public sealed record Shard(int Index, int Count)
{
    /// <summary>The shard of a process. What is not given is that of the task of a job array.</summary>
    /// <param name="index">The number of the shard; null for the rank of the task.</param>
    /// <param name="count">The number of shards; null for the number of tasks.</param>
    /// <param name="variableOf">Returns the value of an environment variable; null if it is not set.</param>
    /// <exception cref="FigshareException">There is no such shard, or it is not known which shard is meant.</exception>
    public static Shard Of(int? index, int? count, Func<string, string?> variableOf)
    {
        if (count < 1)
        {
            throw Invalid($"-ShardCount is {count}, but a list has at least one shard; give 1 or more");
        }

        if (index < 0)
        {
            throw Invalid($"-ShardIndex is {index}, but shards are numbered from 0; give 0 or more");
        }

        if (index is not null && count is not null)
        {
            return Within(index.Value, count.Value);
        }

        var task = ArrayTask.Find(variableOf) ?? throw WithoutTask(index, count);
        if (index is null && count is not null && task.Count is not null && task.Count != count)
        {
            throw Invalid(
                $"-ShardCount is {count}, but the {task.Scheduler} array has {task.Count} tasks; leave -ShardCount out, or give "
                + "-ShardIndex too");
        }

        return (count ?? task.Count) is not { } shards
            ? throw new FigshareException(FigshareErrorId.NoArrayTask,
                $"{task.Scheduler} does not state the number of tasks of its array; give it with -ShardCount.")
            : index is not null ? Within(index.Value, shards)
            : task.Index < shards ? new Shard(task.Index, shards)
            : throw Invalid(
                $"Task {task.Index + task.FirstNumber} of the {task.Scheduler} array has no shard, because -ShardCount is "
                + $"{shards}; number the tasks from {task.FirstNumber} to {shards - 1 + task.FirstNumber}, or give -ShardIndex "
                + "too");
    }

    private static Shard Within(int index, int count) => index < count
        ? new Shard(index, count)
        : throw Invalid(
            $"-ShardIndex is {index}, but {count} shards are numbered from 0 to {count - 1}; give one of these numbers");

    /// <summary>
    /// The error of a process that is no task of an array. All plates would be too many, and no plates too few: neither is what
    /// a script for an array means on another machine.
    /// </summary>
    private static FigshareException WithoutTask(int? index, int? count)
    {
        var (given, subject) = (index, count) switch
        {
            (null, null) => ("", "This"),
            (null, _) => ("-ShardCount is given without -ShardIndex, and ", "this"),
            _ => ("-ShardIndex is given without -ShardCount, and ", "this"),
        };
        return new FigshareException(FigshareErrorId.NoArrayTask,
            $"{given}{subject} process is no task of a job array: none of {ArrayTask.Variables} is set; submit an array, or give "
            + "-ShardIndex and -ShardCount (0 and 1 for all plates).");
    }

    private static FigshareException Invalid(string why) => new(FigshareErrorId.InvalidShard, $"{why}.");
}
