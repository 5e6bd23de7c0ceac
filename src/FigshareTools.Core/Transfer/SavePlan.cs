using System.Collections.Generic;

namespace FigshareTools.Transfer;

/// <summary>What a run would do with a plate.</summary>
public enum SaveAction
{
    /// <summary>Download it.</summary>
    Save,

    /// <summary>Download the rest of it.</summary>
    Resume,

    /// <summary>Download it, or the rest of it, in place of a file that is not the plate.</summary>
    Replace,

    /// <summary>Compare the existing file first, because its length alone does not decide.</summary>
    Compare,

    /// <summary>Nothing: the file is there.</summary>
    Skip,
}

/// <summary>What is on disk for a plate.</summary>
/// <param name="ExistingBytes">The length of the file under the final name; null without one.</param>
/// <param name="ResumableBytes">Bytes of an earlier download that can be resumed.</param>
public sealed record TargetState(long? ExistingBytes, long ResumableBytes);

/// <summary>What a run would do with a plate, and how much it would download.</summary>
/// <param name="Plate">The plate with all that is known of it.</param>
/// <param name="Path">Full path of its final name; null while only Figshare knows the name.</param>
/// <param name="Action">What would be done.</param>
/// <param name="Target">What is on disk.</param>
public sealed record PlannedPlate(FigsharePlate Plate, string? Path, SaveAction Action, TargetState Target)
{
    /// <summary>Bytes to download; null while the length is not known. A file to compare may be downloaded too.</summary>
    public long? DownloadBytes =>
        Action is SaveAction.Skip or SaveAction.Compare ? 0
        : Plate.Length is { } length && length >= Target.ResumableBytes ? length - Target.ResumableBytes
        : Plate.Length;
}

/// <summary>Decides what a run would do with a plate, and adds the decisions up.</summary>
public sealed class SavePlan
{
    private readonly Dictionary<SaveAction, int> _counts = [];

    /// <summary>The number of plates.</summary>
    public int Plates { get; private set; }

    /// <summary>Bytes to download, as far as lengths are known.</summary>
    public long DownloadBytes { get; private set; }

    /// <summary>Plates to download whose length is not known.</summary>
    public int UnknownLengths { get; private set; }

    /// <summary>The number of plates with which an action would be done.</summary>
    public int Count(SaveAction action) => _counts.TryGetValue(action, out var count) ? count : 0;

    /// <summary>Adds the decision about a plate.</summary>
    public void Add(PlannedPlate planned)
    {
        Plates++;
        _counts[planned.Action] = Count(planned.Action) + 1;
        DownloadBytes += planned.DownloadBytes ?? 0;
        UnknownLengths += planned.DownloadBytes is null ? 1 : 0;
    }

    /// <summary>Decides what a run would do with a plate.</summary>
    /// <param name="plate">The plate.</param>
    /// <param name="target">What is on disk.</param>
    /// <param name="ignoresExisting">Whether plates are downloaded anew, whatever is on disk.</param>
    /// <param name="comparesMd5">Whether the MD5 of an existing file is compared before it is skipped.</param>
    internal static SaveAction Decide(FigsharePlate plate, TargetState target, bool ignoresExisting, bool comparesMd5)
    {
        if (target.ExistingBytes is not { } existing)
        {
            return target.ResumableBytes > 0 ? SaveAction.Resume : SaveAction.Save;
        }

        if (ignoresExisting)
        {
            return SaveAction.Replace;
        }

        // Without a length, the run asks the storage for it.
        return plate.Length is not { } length ? SaveAction.Compare
            : existing != length ? SaveAction.Replace
            : comparesMd5 && plate.Md5 is not null ? SaveAction.Compare
            : SaveAction.Skip;
    }
}
