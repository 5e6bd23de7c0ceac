using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Pipeline;

/// <summary>Writes what arrives over the network to the pipeline, while the next is already on its way.</summary>
internal static class PipelineStream
{
    // The reader may run ahead by a page of the API.
    private const int Ahead = 1000;

    /// <summary>Reads on another thread and writes on this one, to the end or until the pipeline is stopped.</summary>
    /// <param name="cmdlet">Whose pipeline it is.</param>
    /// <param name="read">Makes the source; it may also add messages of its own.</param>
    /// <param name="itemOf">What is written for a value; null for nothing.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="PipelineStoppedException">It was stopped.</exception>
    public static void Write<T>(
        Cmdlet cmdlet, Func<BlockingCollection<PipelineItem>, CancellationToken, IAsyncEnumerable<T>> read,
        Func<T, PipelineItem?> itemOf, CancellationToken cancellationToken)
    {
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var items = new BlockingCollection<PipelineItem>(Ahead);
        var reading = Task.Run(() => ReadAsync(items, read, itemOf, leave.Token), CancellationToken.None);
        try
        {
            foreach (var item in items.GetConsumingEnumerable(leave.Token))
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
            // Whatever ended the loop, the reader is gone before the collection is.
            leave.Cancel();
            ((IAsyncResult)reading).AsyncWaitHandle.WaitOne();
        }

        reading.GetAwaiter().GetResult(); // It has ended: this only passes its failure on.
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
