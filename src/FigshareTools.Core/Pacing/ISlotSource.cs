namespace FigshareTools.Pacing;

/// <summary>Gives this process slots that no other process has.</summary>
internal interface ISlotSource
{
    /// <summary>Claims a slot of a host.</summary>
    /// <param name="host">The host; see <see cref="PaceFile.HostName"/>.</param>
    /// <param name="first">See <see cref="SlotPolicy.First"/>.</param>
    /// <param name="log">Receives a warning if claims cannot be made.</param>
    /// <returns>The slot; null when other processes were faster.</returns>
    long? TryClaim(string host, long first, IRunLog log);
}

/// <summary>
/// Every n-th slot, for a process that cannot ask the others. Processes that divide the slots so need no common storage, and a
/// slot whose process has nothing to ask for stays unused.
/// </summary>
/// <param name="index">The number of this process, from 0.</param>
/// <param name="count">The number of processes.</param>
internal sealed class ShareSlots(int index, int count) : ISlotSource
{
    public int Count => count;

    public long? TryClaim(string host, long first, IRunLog log) => SlotPolicy.OfShare(first, index, count);
}
