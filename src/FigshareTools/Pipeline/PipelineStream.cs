using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Management.Automation;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Pipeline;

/// <summary>Writes items from the network to the pipeline while the next items are downloaded.</summary>
internal static class PipelineStream
{
    // The reader may be ahead by one page of the API.
    private const int MaximumPending = 1000;

    /// <summary>
    /// Reads on another thread and writes on the current thread, until the source ends or the pipeline stops.
    /// </summary>
    /// <param name="cmdlet">The cmdlet with the pipeline.</param>
    /// <param name="read">Creates the source, which may also add messages to the collection.</param>
    /// <param name="itemOf">The item to write for a value; null for nothing.</param>
    /// <param name="cancellationToken">Stops reading and writing.</param>
    /// <exception cref="PipelineStoppedException">The token was canceled.</exception>
    public static void Write<T>(
        Cmdlet cmdlet, Func<BlockingCollection<PipelineItem>, CancellationToken, IAsyncEnumerable<T>> read,
        Func<T, PipelineItem?> itemOf, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var items = new BlockingCollection<PipelineItem>(MaximumPending);
        var reading = Task.Run(() => ReadAsync(items, read, itemOf, stop.Token), CancellationToken.None);
        try
        {
            foreach (var item in items.GetConsumingEnumerable(stop.Token))
            {
                item.WriteTo(cmdlet);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        finally
        {
            // The reader must have ended before the collection is disposed, however the loop ended.
            stop.Cancel();
            ((IAsyncResult)reading).AsyncWaitHandle.WaitOne();
        }

        if (reading.Exception is { InnerException: { } failure })
        {
            ExceptionDispatchInfo.Capture(failure).Throw();
        }
    }

    private static async Task ReadAsync<T>(
        BlockingCollection<PipelineItem> items,
        Func<BlockingCollection<PipelineItem>, CancellationToken, IAsyncEnumerable<T>> read,
        Func<T, PipelineItem?> itemOf, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var value in read(items, cancellationToken).ConfigureAwait(false))
            {
                if (itemOf(value) is { } item)
                {
                    items.Add(item, cancellationToken);
                }
            }
        }
        finally
        {
            items.CompleteAdding();
        }
    }
}
