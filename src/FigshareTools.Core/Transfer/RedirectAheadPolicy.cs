using System;

namespace FigshareTools.Transfer;

/// <summary>
/// Decides how many plates have their presigned URL requested before they start. A URL lives 10 seconds; if it expires before
/// its plate starts, the plate needs another request.
/// </summary>
internal static class RedirectAheadPolicy
{
    /// <summary>The time in which ended plates count. As many plates will start in the same time.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(2);

    /// <summary>The number of further plates whose presigned URL may be requested.</summary>
    /// <param name="slots">
    /// The number of plates that are downloaded at once. For each, at most one URL is requested ahead.
    /// </param>
    /// <param name="recentEnds">The number of plates that ended in the last <see cref="Window"/>.</param>
    /// <param name="ahead">The number of plates whose URL has been requested, and which have not started.</param>
    public static int Evaluate(int slots, int recentEnds, int ahead) => Math.Max(0, Math.Min(slots, recentEnds) - ahead);
}
