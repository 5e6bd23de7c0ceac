using System;

namespace FigshareTools.Segments;

/// <summary>What is known of a segment when its connection has received bytes.</summary>
/// <param name="Remaining">The bytes that are missing.</param>
/// <param name="Downloaded">The bytes that have arrived.</param>
/// <param name="Elapsed">The time since the segment was handed out, the wait for its response included.</param>
internal readonly record struct SegmentSample(long Remaining, long Downloaded, TimeSpan Elapsed);

/// <summary>
/// Decides when the next segment is requested over a spare connection, so that nobody waits for a response between two segments.
/// At 80 ms and 60 MB/s, that wait is a fifteenth of the time of a segment of 64 MiB.
/// </summary>
internal static class EarlyRequestPolicy
{
    // A response may take somewhat longer than the shortest one did. A spare connection that receives bytes for longer than that
    // is one more than the storage should have.
    private const double ResponseTimes = 1.2;

    /// <summary>Whether the rest of a segment arrives in the time that a response takes.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="responseTime">The shortest time that a response of the storage took.</param>
    public static bool IsDue(SegmentSample segment, TimeSpan responseTime)
    {
        var receiving = (segment.Elapsed - responseTime).TotalSeconds;
        return GovernorPolicy.IsFar(responseTime)
            && receiving > 0
            && segment.Remaining > 0
            && segment.Remaining < segment.Downloaded / receiving * ResponseTimes * responseTime.TotalSeconds;
    }
}
