using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Files;
using FigshareTools.Http;
using FigshareTools.Timing;

namespace FigshareTools.Verification;

/// <summary>
/// The record of one folder: a file to which lines are added and in which the last line about a name counts. It is read
/// once. What in it is torn or foreign says nothing, and a record that cannot be kept is no failure: a file that is not
/// in it is hashed once more.
/// </summary>
#pragma warning disable CA1001 // A semaphore whose wait handle nobody asks for holds nothing that could be freed.
internal sealed class VerificationRecordFile(string folder, TimeProvider clock)
#pragma warning restore CA1001
{
    public const string FileName = ".figsharetools-verified.jsonl";

    // Another process holds the file for less than a millisecond a line.
    private const int MaximumAttempts = 50;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    private readonly string _path = Path.Combine(folder, FileName);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private Dictionary<string, VerificationEntry>? _entries;

    /// <summary>Whether the record has an entry that still fits the file.</summary>
    public async Task<bool> HoldsAsync(VerificationEntry asked)
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            return await HoldsUnderGateAsync(asked).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Adds an entry, unless it is there already.</summary>
    public async Task AddAsync(VerificationEntry entry, IRunLog log)
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            if (!await HoldsUnderGateAsync(entry).ConfigureAwait(false))
            {
                var line = entry.Line();
                await WithFileAsync(FileMode.Append, FileAccess.Write, FileShare.None, file =>
                {
                    file.Write(line, 0, line.Length);
                    return true;
                }).ConfigureAwait(false);
                _entries![entry.Name] = entry;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.Verbose($"that it was verified could not be noted: {e.Message}");
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<bool> HoldsUnderGateAsync(VerificationEntry asked)
    {
        _entries ??= await LoadAsync().ConfigureAwait(false);
        return _entries.TryGetValue(asked.Name, out var known) && known.Covers(asked);
    }

    private async Task<Dictionary<string, VerificationEntry>> LoadAsync()
    {
        // Asked first: a folder's first plate finds none, and a process's first exception takes milliseconds.
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
            if (VerificationEntry.Of(line) is { Name.Length: > 0 } entry)
            {
                entries[entry.Name] = entry;
            }
        }

        return entries;
    }

    /// <summary>A lock keeps writers apart, for on Unix two that append may write to one place.</summary>
    private async Task<T> WithFileAsync<T>(FileMode mode, FileAccess access, FileShare share, Func<FileStream, T> use)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var file = new FileStream(_path, mode, access, share);
                return use(file);
            }
            catch (IOException e) when (SharingViolation.IsWhy(e) && attempt < MaximumAttempts)
            {
                await clock.DelayAsync(s_pause, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }
}
