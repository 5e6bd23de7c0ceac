using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace FigshareTools.Torture.Processes;

/// <summary>A child process and what it writes.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();

    private ChildProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, e) => Add(e.Data);
        process.ErrorDataReceived += (_, e) => Add(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The lines until now.</summary>
    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>Whether the process was killed.</summary>
    public bool IsKilled { get; private set; }

    /// <summary>Starts this program as a child.</summary>
    /// <param name="arguments">What it saves.</param>
    /// <param name="locksWork">
    /// Whether file locks have an effect. Without, .NET takes none: as on mounts of NFS or Lustre on which they do nothing.
    /// </param>
    public static ChildProcess Start(ChildArguments arguments, bool locksWork = true)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        // Processes that live for a moment need no optimized code.
        start.Environment["DOTNET_TieredPGO"] = "0";
        if (!locksWork)
        {
            start.Environment["DOTNET_SYSTEM_IO_DISABLEFILELOCKING"] = "1";
        }

        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, $"{typeof(ChildProcess).Assembly.GetName().Name}.dll"));
        foreach (var text in arguments.ToTexts())
        {
            start.ArgumentList.Add(text);
        }

        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>Kills the process, if it still runs, by SIGKILL on Unix: nothing of it can react.</summary>
    /// <returns>Whether it was running.</returns>
    public async Task<bool> KillAsync(CancellationToken cancellationToken)
    {
        IsKilled = !_process.HasExited;
        _process.Kill();
        await _process.WaitForExitAsync(cancellationToken);
        return IsKilled;
    }

    /// <summary>Waits for the end of the process, and returns what is wrong with the way in which it ended.</summary>
    public async Task<IReadOnlyList<string>> WaitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        if (IsKilled)
        {
            return [];
        }

        string[] ends = _process.ExitCode == 0 ? [] : [$"a process ended with {_process.ExitCode}: {string.Join(" ", _lines)}"];
        return [.. ends, .. _lines.Where(line => line.StartsWith(nameof(FigshareErrorId.Unexpected), StringComparison.Ordinal))];
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private void Add(string? line)
    {
        if (line is not null)
        {
            _lines.Enqueue(line);
        }
    }
}
