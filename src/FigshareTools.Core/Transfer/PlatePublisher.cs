using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Verification;

namespace FigshareTools.Transfer;

/// <summary>Flushes verified plates, gives them their final names, and records that they were verified.</summary>
/// <param name="maximumFlushes">Plates that are flushed at once. A flush occupies a thread.</param>
/// <param name="record">The verification record.</param>
internal sealed class PlatePublisher(int maximumFlushes, VerificationRecord record) : IDisposable
{
    private readonly SemaphoreSlim _flushes = new(maximumFlushes);

    public async Task PublishAsync(DownloadContext context, string target)
    {
        await _flushes.WaitAsync(context.Run.CancellationToken).ConfigureAwait(false);
        try
        {
            await context.Partial.PublishAsync().ConfigureAwait(false);
        }
        finally
        {
            _flushes.Release();
        }

        if (context.Plate.Md5 is not null)
        {
            await record.AddAsync(new FileInfo(target), context.Plate, context.Run.Log).ConfigureAwait(false);
        }
    }

    public void Dispose() => _flushes.Dispose();
}
