using System;
using System.Collections.Concurrent;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Hashing;

namespace FigshareTools.Verification;

/// <summary>
/// Records beside the plates which files were verified, so that a run need not hash them again. Every run writes the record.
/// A run trusts it only if the user asks for it: a byte that changes on the disk does not change the modification time.
/// </summary>
/// <param name="lanes">Hashes files.</param>
/// <param name="isTrusted">Whether the record is trusted.</param>
/// <param name="clock">The clock.</param>
internal sealed class VerificationRecord(Md5Lanes lanes, bool isTrusted, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, VerificationRecordFile> _files = new(StringComparer.Ordinal);

    /// <summary>
    /// The MD5 of a file with an expected MD5: from the record, if it is trusted and covers the file; else hashed.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="plate">The plate with the expected MD5.</param>
    /// <param name="onProgress">Called with the number of bytes hashed so far.</param>
    /// <param name="log">Receives the decision.</param>
    /// <param name="cancellationToken">Cancels the hashing.</param>
    public async Task<string> Md5OfAsync(
        FileInfo file, FigsharePlate plate, Action<long> onProgress, IRunLog log, CancellationToken cancellationToken)
    {
        var entry = VerificationEntry.Of(file, plate);
        if (isTrusted && entry is not null && await RecordFileOf(file).ContainsAsync(entry).ConfigureAwait(false))
        {
            log.Verbose($"'{file.FullName}' was verified before and has not been written since: trusted");
            return plate.Md5!;
        }

        var md5 = await FileMd5.ComputeAsync(lanes, file.FullName, onProgress, cancellationToken).ConfigureAwait(false);
        file.Refresh();
        if (md5 == plate.Md5 && entry is not null && entry == VerificationEntry.Of(file, plate))
        {
            await RecordFileOf(file).AddAsync(entry, log).ConfigureAwait(false);
        }

        return md5;
    }

    /// <summary>
    /// The entry of a file that has not been written since it was verified; null for none. The record need not be trusted: the
    /// caller says that the MD5 is recorded, or compares the file with it.
    /// </summary>
    public async Task<VerificationEntry?> FindAsync(FileInfo file, FigsharePlate plate)
    {
        var record = RecordFileOf(file);
        // Most folders have no record: their files need not be looked at.
        return !await record.IsEmptyAsync().ConfigureAwait(false) && VerificationEntry.Of(file, plate) is { } entry
            ? await record.FindAsync(entry).ConfigureAwait(false)
            : null;
    }

    /// <summary>Records a file whose MD5 has just been verified.</summary>
    public async Task AddAsync(FileInfo file, FigsharePlate plate, IRunLog log)
    {
        if (VerificationEntry.Of(file, plate) is { } entry)
        {
            await RecordFileOf(file).AddAsync(entry, log).ConfigureAwait(false);
        }
    }

    private VerificationRecordFile RecordFileOf(FileInfo file) =>
        _files.GetOrAdd(file.DirectoryName!, folder => new VerificationRecordFile(folder, clock));
}
