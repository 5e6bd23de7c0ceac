using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace FigshareTools.Torture.Plates;

/// <summary>
/// Watches a destination: a file that gets a final name, or changes under it, is compared with the published bytes at once.
/// </summary>
internal sealed class FolderWatch : IDisposable
{
    private readonly string _folder;
    private readonly Dictionary<string, TorturePlate> _plates;
    private readonly ConcurrentDictionary<string, bool> _differences = new();
    private readonly FileSystemWatcher _watcher;

    /// <param name="folder">The destination, which exists.</param>
    /// <param name="plates">The plates whose files must be exact whenever they are there.</param>
    public FolderWatch(string folder, IEnumerable<TorturePlate> plates)
    {
        _folder = folder;
        _plates = plates.ToDictionary(plate => plate.Name);
        _watcher = new FileSystemWatcher(folder, "*.bin") { NotifyFilter = NotifyFilters.FileName | NotifyFilters.LastWrite };
        _watcher.Created += (_, e) => Check(e.Name);
        _watcher.Renamed += (_, e) => Check(e.Name);
        _watcher.Changed += (_, e) => Check(e.Name);
        _watcher.EnableRaisingEvents = true;
    }

    /// <summary>Raised when a file is wrong, on any thread.</summary>
    public event Action? DifferenceFound;

    /// <summary>Checks all files once more, and returns what was wrong at any time.</summary>
    public IReadOnlyCollection<string> FindDifferences()
    {
        foreach (var name in _plates.Keys)
        {
            Check(name);
        }

        return [.. _differences.Keys];
    }

    public void Dispose() => _watcher.Dispose();

    private void Check(string? name)
    {
        if (name is not null && _plates.TryGetValue(name, out var plate)
            && plate.FindDifference(Path.Combine(_folder, name)) is { } difference)
        {
            _differences.TryAdd($"under its final name, {difference}", true);
            DifferenceFound?.Invoke();
        }
    }
}
