using System;
using System.IO;
using System.Threading.Tasks;
using FigshareTools.Files;
using FigshareTools.Hashing;
using FigshareTools.Runs;

namespace FigshareTools.Verification;

/// <summary>A run that computes the MD5s of files on disk. Each file gives its MD5 as a text.</summary>
public sealed class HashRun : PlateRun
{
    // As many files are read at once as Test-FigsharePlate reads by default.
    private const int MaximumFiles = 5;

    private readonly Md5Lanes _lanes = new(Md5Lanes.NewBuffers());

    /// <summary>Creates a run. It starts with the first file.</summary>
    /// <param name="onEvent">Called for each event, on any thread.</param>
    public HashRun(Action<PlateEvent> onEvent)
        : base(MaximumFiles, onEvent)
    {
    }

    /// <summary>Queues a file, unless the queue is full.</summary>
    /// <param name="plate">What the file should be. Its length, if it is known, is compared with the file's.</param>
    /// <param name="path">Full path of the file.</param>
    /// <param name="row">What the caller wants back with the file's event; null for nothing.</param>
    /// <returns>Whether the file is queued.</returns>
    public bool TryAdd(FigsharePlate plate, string path, object? row = null) =>
        TryAdd(plate, row, () => new(context => HashAsync(context, path)));

    private protected override void OnDisposed() => _lanes.Dispose();

    private async Task<PlateOutcome> HashAsync(PlateContext context, string path)
    {
        var plate = context.Row;
        try
        {
            if (FileLength.Of(path) is not { } length)
            {
                throw new EngineException(FailureKind.Permanent, FigshareErrorId.FileAccess,
                    Directory.Exists(path) ? $"'{path}' is a folder" : $"there is no file '{path}'",
                    "leave the row out, or give its MD5");
            }

            if (plate.Length is { } expected && expected != length)
            {
                throw new EngineException(FailureKind.Permanent, FigshareErrorId.LengthMismatch,
                    $"'{path}' has {length} bytes instead of {expected}", "save the plate again, or leave the row out");
            }

            var progress = context.Progress;
            progress.Begin(PlateActivity.Reading, 0, length);
            var md5 = await FileMd5.ComputeAsync(
                _lanes, path,
                done =>
                {
                    progress.AddDownloaded(done - progress.Done);
                    progress.SetDone(done);
                },
                context.CancellationToken).ConfigureAwait(false);
            return new PlateOutcome(md5, length);
        }
        catch (EngineException failure)
        {
            throw failure.ForSubject(plate.ToString());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EngineException(FailureKind.Permanent, FigshareErrorId.FileAccess, e.Message.TrimEnd('.'),
                "close what uses the file, or check the rights on it", e).ForSubject(plate.ToString());
        }
    }
}
