using System;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Runs;

/// <content>Work for queued plates, before a worker processes them.</content>
public abstract partial class PlateRun
{
    private int _requestsAhead;

    /// <summary>
    /// Starts work for a queued plate, on behalf of a plate that is processed. It needs no slot. The run does not end before it,
    /// and cancels it with the plates.
    /// </summary>
    private protected void StartAhead(Func<CancellationToken, Task> work)
    {
        lock (_lock)
        {
            _requestsAhead++;
        }

        _ = Task.Run(() => RunAheadAsync(work));
    }

    private async Task RunAheadAsync(Func<CancellationToken, Task> work)
    {
        try
        {
            await work(_cancellation.Token).ConfigureAwait(false);
        }
        finally
        {
            lock (_lock)
            {
                _requestsAhead--;
                EndIfIdle();
            }
        }
    }
}
