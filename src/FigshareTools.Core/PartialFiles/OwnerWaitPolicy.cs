using System;
using FigshareTools.Files;

namespace FigshareTools.PartialFiles;

/// <summary>What a run does whose plate another run has.</summary>
internal enum OwnerWaitAction
{
    /// <summary>Look again later.</summary>
    Wait,

    /// <summary>Try to open the partial file: the other run has ended, or has published the plate.</summary>
    Retry,

    /// <summary>Fail: the other run lives, but does nothing.</summary>
    GiveUp,
}

/// <summary>What can be seen of another run that has a plate. A change is a sign of life.</summary>
/// <param name="IsAlive">Whether its writer lives.</param>
/// <param name="WriterId">Its writer; null without a journal.</param>
/// <param name="Journal">Its journal, which a heartbeat touches; null without one.</param>
/// <param name="Partial">Its partial file, which grows; null without one.</param>
internal readonly record struct OwnerSigns(bool IsAlive, string? WriterId, FileStamp? Journal, FileStamp? Partial);

/// <summary>Decides how long a run waits for another run that has its plate.</summary>
internal static class OwnerWaitPolicy
{
    /// <summary>
    /// The longest wait without a sign of life. A run touches its journals every 30 seconds, unless it is suspended.
    /// </summary>
    public static readonly TimeSpan MaximumSilence = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan s_maximumDelay = TimeSpan.FromSeconds(15);

    /// <summary>Decides what the run does.</summary>
    /// <param name="seen">What was seen last.</param>
    /// <param name="silence">The time since the last sign of life.</param>
    public static OwnerWaitAction Decide(in OwnerSigns seen, TimeSpan silence) =>
        silence >= MaximumSilence ? OwnerWaitAction.GiveUp
        : seen.IsAlive ? OwnerWaitAction.Wait
        : OwnerWaitAction.Retry;

    /// <summary>
    /// The time until the next look: 1, 2, 4, 8, 15, 15, … seconds. Many plates may wait, on storage that many share.
    /// </summary>
    /// <param name="looks">The looks before.</param>
    public static TimeSpan DelayBefore(int looks) =>
        looks > 3 ? s_maximumDelay : TimeSpan.FromSeconds(1 << looks);
}
