using System;
using System.Collections.Generic;
using System.Linq;
using FigshareTools.Torture.Plates;

namespace FigshareTools.Torture.Faults;

/// <summary>What is promised of a plate with its faults.</summary>
/// <param name="plate">The plate.</param>
/// <param name="faults">The faults that can hit it.</param>
internal sealed class FaultedPlate(TorturePlate plate, IReadOnlyList<ScheduledFault> faults)
{
    // A start over after a complete plate, and six attempts each.
    private const int MaximumTimes = 12;

    // Bytes of connections that end early are in the buffers of the sockets: the server counts them as sent.
    private const long BytesInFlight = 8 << 20;

    public TorturePlate Plate => plate;

    /// <summary>
    /// Whether every file under the final name must be exact. Without an MD5, wrong bytes of the right length cannot be seen,
    /// and without a length a missing end cannot.
    /// </summary>
    public bool MustBeExact =>
        plate.Row.Md5 is not null || !(HasHarm(FaultHarm.Bytes) || (plate.Row.Length is null && HasHarm(FaultHarm.Length)));

    /// <summary>An empty plate of which nobody says that it is empty looks like a firewall's answer, and is refused.</summary>
    public bool LooksRefused => plate.Content.Length == 0 && plate.Row is { Length: null, ArticleId: null };

    /// <summary>Whether the plate must be saved in the faulty run.</summary>
    public bool MustSurvive => !LooksRefusedWithoutApi && FaultBudget.MustSurvive(faults);

    /// <summary>The most bytes that the faulty run may ask for: retries end.</summary>
    public long MaximumBytes => (MaximumTimes * plate.Content.Length) + (2 * BytesInFlight);

    /// <summary>Whether the plate may end in an error: its own faults cause it, and it names the plate.</summary>
    public bool IsOwnCause(FigshareException error) =>
        error.Message.StartsWith($"{plate.Row}: ", StringComparison.Ordinal)
        && (faults.Any(fault => fault.Recipe.ErrorIds.Contains(error.ErrorId))
            || (LooksRefusedWithoutApi && error.ErrorId == FigshareErrorId.WrongContent));

    /// <summary>The most bytes that the next run may ask for, after a failure.</summary>
    /// <param name="partialBytes">The bytes that the failed run has left.</param>
    /// <param name="segmentCount">Its connections for each plate.</param>
    public long MaximumBytesAfterFailure(long partialBytes, int? segmentCount)
    {
        var keepsPartial = segmentCount == 1 && plate.Row is { Md5: not null, Length: >= 1 << 20 }
            && faults.All(fault => fault.Recipe.Cost != FaultCost.Content && !fault.Recipe.ChangesIdentity);
        var times = faults.Any(fault => fault.Recipe.Cost == FaultCost.Content) ? 2 : 1;
        return keepsPartial
            ? plate.Content.Length - partialBytes
            : (times * plate.Content.Length) + 1 + (segmentCount == 1 ? 0 : BytesInFlight);
    }

    /// <summary>
    /// With the API out of order, or left alone because it challenged another plate, nobody says that an empty plate is empty.
    /// </summary>
    private bool LooksRefusedWithoutApi => plate.Content.Length == 0 && plate.Row.Length is null;

    private bool HasHarm(FaultHarm harm) => faults.Any(fault => (fault.Recipe.Harm & harm) != 0);
}
