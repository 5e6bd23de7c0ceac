using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Transfer;
using FigshareTools.Torture.Plates;

namespace FigshareTools.Torture.Saving;

/// <summary>Saves plates as the cmdlet does: it adds rows while there is room, and waits for outcomes.</summary>
internal static class Saver
{
    /// <summary>Saves plates and returns their outcomes when the run has ended.</summary>
    /// <exception cref="System.OperationCanceledException">The run did not end in time. It is cancelled.</exception>
    public static async Task<PlateOutcomes> SaveAsync(
        SaveOptions options, IEnumerable<TorturePlate> plates, CancellationToken cancellationToken)
    {
        var outcomes = new PlateOutcomes();
        using var run = new SaveRun(options, outcomes.Add);
        try
        {
            foreach (var plate in plates)
            {
                while (!run.TryAdd(plate.Row))
                {
                    await outcomes.WaitAsync(cancellationToken);
                }
            }

            run.Complete();
            await run.Ended.WaitAsync(cancellationToken);
            return outcomes;
        }
        catch
        {
            run.Cancel();
            await run.Ended.WaitAsync(CancellationToken.None);
            throw;
        }
    }
}
