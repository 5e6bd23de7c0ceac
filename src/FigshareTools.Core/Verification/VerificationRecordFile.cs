using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Files;
using FigshareTools.Timing;

namespace FigshareTools.Verification;

/// <summary>
/// The verification record of one folder: an append-only file in which the last line about a name counts. The file is read
/// once. Torn and foreign lines are ignored, and a record that cannot be read or written is no failure: a file that it does not
/// contain is hashed once more.
/// </summary>
#pragma warning disable CA1001 // A SemaphoreSlim holds no resource unless its wait handle is used.
internal sealed class VerificationRecordFile(string folder, TimeProvider clock)
#pragma warning restore CA1001
{
    public const string FileName = ".figsharetools-verified.jsonl";

    // Another process holds the file for less than a millisecond per line.
    private const int MaximumAttempts = 50;
    private static readonly TimeSpan s_retryDelay = TimeSpan.FromMilliseconds(20);

    private readonly string _path = Path.Combine(folder, FileName);
    private readonly SemaphoreSlim _access = new(1, 1);
    private Dictionary<string, VerificationEntry>? _entries;

    /// <summary>Whether the record has no entry.</summary>
    public async Task<bool> IsEmptyAsync()
    {
        await _access.WaitAsync().ConfigureAwait(false);
        try
        {
            _entries ??= await LoadAsync().ConfigureAwait(false);
            return _entries.Count == 0;
        }
        finally
        {
            _access.Release();
        }
    }

    /// <summary>Whether the record covers a file in its present state.</summary>
    public async Task<bool> ContainsAsync(VerificationEntry file) =>
        (await FindAsync(file).ConfigureAwait(false))?.Md5 == file.Md5;

    /// <summary>The entry about a file in its present state, whatever MD5 it has; null for none.</summary>
    public async Task<VerificationEntry?> FindAsync(VerificationEntry file)
    {
        await _access.WaitAsync().ConfigureAwait(false);
        try
        {
            _entries ??= await LoadAsync().ConfigureAwait(false);
            return _entries.TryGetValue(file.Name, out var recorded) && recorded.Covers(file with { Md5 = recorded.Md5 })
                ? recorded
                : null;
        }
        finally
        {
            _access.Release();
        }
    }

    /// <summary>Appends an entry, unless the record covers the file already.</summary>
    public async Task AddAsync(VerificationEntry entry, IRunLog log)
    {
        await _access.WaitAsync().ConfigureAwait(false);
        try
        {
            _entries ??= await LoadAsync().ConfigureAwait(false);
            if (!IsCovered(_entries, entry))
            {
                var line = entry.ToLine();
                await WithFileAsync(FileMode.Append, FileAccess.Write, FileShare.None, file =>
                {
                    file.Write(line, 0, line.Length);
                    return true;
                }).ConfigureAwait(false);
                _entries[entry.Name] = entry;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.Verbose($"that it was verified could not be recorded: {e.Message}");
        }
        finally
        {
            _access.Release();
        }
    }

    private static bool IsCovered(Dictionary<string, VerificationEntry> entries, VerificationEntry file) =>
        entries.TryGetValue(file.Name, out var recorded) && recorded.Covers(file);

    private async Task<Dictionary<string, VerificationEntry>> LoadAsync()
    {
        // The first plate of a folder finds no record, and the first exception of a process takes milliseconds.
        if (!File.Exists(_path))
        {
            return [];
        }

        try
        {
            return await WithFileAsync(FileMode.Open, FileAccess.Read, FileShare.ReadWrite, Read).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static Dictionary<string, VerificationEntry> Read(FileStream file)
    {
        var entries = new Dictionary<string, VerificationEntry>(StringComparer.Ordinal);
        using var reader = new StreamReader(file, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            if (VerificationEntry.Parse(line) is { Name.Length: > 0 } entry)
            {
                entries[entry.Name] = entry;
            }
        }

        return entries;
    }

    /// <summary>
    /// Uses the file under its lock. On Unix, two writers that append without a lock may write to the same position.
    /// </summary>
    private async Task<T> WithFileAsync<T>(FileMode mode, FileAccess access, FileShare share, Func<FileStream, T> use)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var file = new FileStream(_path, mode, access, share);
                return use(file);
            }
            catch (IOException e) when (FileErrors.IsSharingViolation(e) && attempt < MaximumAttempts)
            {
                await clock.DelayAsync(s_retryDelay, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }
}
