#if NET
using System;
using System.Threading;

namespace FigshareTools.Hashing;

/// <summary>
/// The threads that hash. Callers only copy bytes, so that a stream downloads while it is hashed; and few threads find
/// more streams ready at once than many would.
/// </summary>
internal sealed class Md5Workers(Md5BatchScheduler scheduler, Md5Buffers buffers, int count) : IDisposable
{
    private int _isStarted;

    /// <summary>Two threads; the policy uses the second for full batches only.</summary>
    public static int DefaultCount => Math.Min(2, Environment.ProcessorCount);

    /// <summary>Starts the threads at the first call: a run that hashes nothing has none.</summary>
    public void Start()
    {
        if (Interlocked.Exchange(ref _isStarted, 1) == 1)
        {
            return;
        }

        for (var i = 0; i < count; i++)
        {
            new Thread(Run) { IsBackground = true, Name = "FigshareTools MD5" }.Start();
        }
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose() => scheduler.Dispose();

    private void Run()
    {
        try
        {
            var batch = new Md5Batch(buffers);
            while (scheduler.TakeBatch(batch))
            {
                batch.Hash();
            }
        }
        catch
        {
            // A defect of the scheduler: end all streams instead of the process, and let no caller wait forever.
            scheduler.Dispose();
        }
    }
}
#endif
