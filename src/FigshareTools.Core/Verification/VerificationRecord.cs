using System;
using System.Collections.Concurrent;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Hashing;

namespace FigshareTools.Verification;

/// <summary>
/// What was verified once, noted beside the plates, so that it need not be hashed at every run. It is always written, and
/// believed only by those who asked for it: a byte that flips on the disk changes no modification time.
/// </summary>
/// <param name="lanes">What hashes files.</param>
/// <param name="trust">Whether it is believed.</param>
/// <param name="clock">Where time comes from.</param>
internal sealed class VerificationRecord(Md5Lanes lanes, bool trust, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, VerificationRecordFile> _folders = new(StringComparer.Ordinal);

    /// <summary>The MD5 of a file whose MD5 is known: hashed, or from the record if that is trusted and fits.</summary>
    public async Task<string> Md5OfAsync(
        FileInfo file, FigsharePlate plate, Action<long> progress, IRunLog log, CancellationToken cancellationToken)
    {
        var entry = VerificationEntry.Of(file, plate);
        if (trust && entry is not null && await FolderOf(file).HoldsAsync(entry).ConfigureAwait(false))
        {
            log.Verbose($"'{file.FullName}' was verified before and has not been written since: trusted");
            return plate.Md5!;
        }

        var md5 = await FileMd5.OfAsync(lanes, file.FullName, progress, cancellationToken).ConfigureAwait(false);
        file.Refresh();
        if (md5 == plate.Md5 && entry is not null && entry == VerificationEntry.Of(file, plate))
        {
            await FolderOf(file).AddAsync(entry, log).ConfigureAwait(false);
        }

        return md5;
    }

    /// <summary>Notes a file that has just been proven by its MD5.</summary>
    public async Task AddAsync(FileInfo file, FigsharePlate plate, IRunLog log)
    {
        if (VerificationEntry.Of(file, plate) is { } entry)
        {
            await FolderOf(file).AddAsync(entry, log).ConfigureAwait(false);
        }
    }

    private VerificationRecordFile FolderOf(FileInfo file) =>
        _folders.GetOrAdd(file.DirectoryName!, folder => new VerificationRecordFile(folder, clock));
}
