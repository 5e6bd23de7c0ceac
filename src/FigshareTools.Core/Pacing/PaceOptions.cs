using System;
using FigshareTools.Sharding;

namespace FigshareTools.Pacing;

/// <summary>
/// How processes share the pace at which Figshare may be asked. By default, a process has the whole pace: ten requests to each
/// host at once, then one a second.
/// </summary>
public sealed record PaceOptions
{
    /// <summary>
    /// Full path of a folder on storage that all processes share; null for none. Each request takes a second of its own, which
    /// the process claims by a file in this folder.
    /// </summary>
    public string? Folder { get; init; }

    /// <summary>The number of processes that divide the pace while they share no folder, at least 1.</summary>
    public int ShareCount { get; init; } = 1;

    /// <summary>The number of this process among them, from 0.</summary>
    public int ShareIndex { get; init; }

    /// <summary>
    /// Why a task of a job array has the whole pace, as each of its other tasks has, unless they share a folder; null for a task
    /// that has its share, and for a process that is no task.
    /// </summary>
    public string? ShareProblem { get; init; }

    /// <summary>
    /// The share of a task of a job array. The whole pace for any other process, and for a task whose rank or number of tasks is
    /// not stated; see <see cref="ShareProblem"/>.
    /// </summary>
    /// <param name="variableOf">Returns the value of an environment variable; null if it is not set.</param>
    public static PaceOptions OfArrayTask(Func<string, string?> variableOf)
    {
        try
        {
            return ArrayTask.Find(variableOf) switch
            {
                null => new PaceOptions(),
                { Count: { } count } task => new PaceOptions { ShareIndex = task.Index, ShareCount = count },
                var task => new PaceOptions
                {
                    ShareProblem = $"{task.Scheduler} does not state how many tasks this job array has",
                },
            };
        }
        catch (FigshareException e)
        {
            return new PaceOptions { ShareProblem = e.Message.TrimEnd('.') };
        }
    }
}
