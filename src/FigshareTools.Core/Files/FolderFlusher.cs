using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Files;

/// <summary>
/// Flushes folders, so that renames in them survive a power loss. One flush serves all renames that happened before it began:
/// plates that are published together wait for the same one. On Windows, <see cref="FileReplacement"/> writes through instead.
/// </summary>
internal sealed class FolderFlusher
{
    private static readonly bool s_isWindows = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    private readonly object _lock = new();
    private readonly Dictionary<string, FolderState> _folders = new(StringComparer.Ordinal);
    private readonly Action<string> _flush;

    public FolderFlusher()
        : this(Flush)
    {
    }

    /// <param name="flush">Flushes a folder.</param>
    internal FolderFlusher(Action<string> flush) => _flush = flush;

    /// <summary>Flushes a folder. Everything that was renamed before the call is then durable.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public Task FlushAsync(string folder)
    {
        if (s_isWindows)
        {
            return Task.CompletedTask;
        }

        lock (_lock)
        {
            if (!_folders.TryGetValue(folder, out var state))
            {
                _folders.Add(folder, state = new FolderState());
            }

            // A flush that runs may have begun before the caller's rename. One that is queued has not.
            return state.Queued ??= RunAsync(folder, state, state.Running);
        }
    }

    private async Task RunAsync(string folder, FolderState state, Task running)
    {
        // The caller holds the lock until the first await.
        await Task.Yield();
        try
        {
            await running.ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The callers of that flush have received its failure.
        }

        lock (_lock)
        {
            (state.Running, state.Queued) = (state.Queued!, null);
        }

        try
        {
            _flush(folder);
        }
        finally
        {
            lock (_lock)
            {
                if (state.Queued is null)
                {
                    _folders.Remove(folder);
                }
            }
        }
    }

    private static void Flush(string folder)
    {
        var descriptor = OpenFolder(Encoding.UTF8.GetBytes(folder + '\0'), flags: 0);
        if (descriptor < 0)
        {
            throw Failure(folder);
        }

        try
        {
            if (FlushFolder(descriptor) != 0 && Marshal.GetLastWin32Error() is var error && error != NotSupported)
            {
                throw Failure(folder);
            }
        }
        finally
        {
            _ = CloseFolder(descriptor);
        }
    }

    // EINVAL: some network file systems cannot flush a folder.
    private const int NotSupported = 22;

    private static IOException Failure(string folder)
    {
        var error = Marshal.GetLastWin32Error();
        return new IOException($"'{folder}' cannot be flushed: {new Win32Exception(error).Message}", error);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int OpenFolder(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int FlushFolder(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int CloseFolder(int descriptor);

    private sealed class FolderState
    {
        public Task Running { get; set; } = Task.CompletedTask;

        public Task? Queued { get; set; }
    }
}
