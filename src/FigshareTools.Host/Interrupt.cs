using System;
using System.Management.Automation;
using System.Threading;

namespace FigshareTools.Hosting;

/// <summary>
/// Handles Ctrl+C. The first Ctrl+C stops the running pipeline, whose cleanup code still runs. A second Ctrl+C, or one
/// without a running pipeline, ends the program.
/// </summary>
internal sealed class Interrupt : IDisposable
{
    private readonly Lock _lock = new();
    private PowerShell? _running;

    public Interrupt() => Console.CancelKeyPress += OnCtrlC;

    /// <summary>Whether Ctrl+C was pressed since the last call of <see cref="Watch"/>.</summary>
    public bool WasPressed { get; private set; }

    /// <summary>Starts to stop this pipeline on Ctrl+C.</summary>
    public void Watch(PowerShell pipeline)
    {
        lock (_lock)
        {
            _running = pipeline;
            WasPressed = false;
        }
    }

    /// <summary>Ends the watch: the pipeline has completed.</summary>
    public void Release()
    {
        lock (_lock)
        {
            _running = null;
        }
    }

    public void Dispose() => Console.CancelKeyPress -= OnCtrlC;

    private void OnCtrlC(object? sender, ConsoleCancelEventArgs press)
    {
        lock (_lock)
        {
            if (_running is null || WasPressed)
            {
                return;
            }

            press.Cancel = true;
            WasPressed = true;

            // Stop() would wait for the end of the pipeline, and block the next Ctrl+C until then.
            _running.BeginStop(callback: null, state: null);
        }
    }
}
