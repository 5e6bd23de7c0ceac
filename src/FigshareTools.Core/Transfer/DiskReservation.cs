using System;
using FigshareTools.Files;
using FigshareTools.PartialFiles;

namespace FigshareTools.Transfer;

/// <summary>Identifies the disk space that one plate of a run needs; see <see cref="DiskSpaceGuard"/>.</summary>
internal sealed class DiskReservation;

/// <summary>What is known of a plate that needs disk space.</summary>
/// <param name="Path">Full path of its final name; null while the name is not known.</param>
/// <param name="Length">Its length in bytes; null while it is not known.</param>
internal sealed record DiskNeed(string? Path, long? Length)
{
    /// <summary>Whether the plate is admitted.</summary>
    public bool IsAdmitted { get; init; }

    /// <summary>Gets the bytes that an admitted plate's partial file occupies; null until it is open.</summary>
    public Func<long>? GetOccupiedBytes { get; init; }

    /// <summary>Bytes that the plate needs beyond those that it occupies.</summary>
    /// <param name="ignoresExisting">Whether the plate is downloaded anew although its file exists.</param>
    public long MissingBytes(bool ignoresExisting)
    {
        if (Length is not { } length)
        {
            return 0;
        }

        if (IsAdmitted)
        {
            // While the partial file is being opened, the system itself refuses a reservation that does not fit.
            return GetOccupiedBytes is null ? 0 : NotNegative(length - GetOccupiedBytes());
        }

        return Path is null ? length
            : !ignoresExisting && FileLength.Of(Path) == length ? 0
            : NotNegative(length - PartialFileOpener.OccupiedBytesOf(Path));
    }

    private static long NotNegative(long bytes) => bytes > 0 ? bytes : 0;
}
