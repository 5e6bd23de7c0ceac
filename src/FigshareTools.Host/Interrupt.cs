using System;
using System.Management.Automation;
using System.Threading;

namespace FigshareTools.Hosting;

/// <summary>
/// Ctrl+C: the first stops the pipeline which runs, and lets it end in good order; the next one, or one while nothing
/// runs, ends the program.
/// </summary>
internal sealed class Interrupt : IDisposable
{
    private readonly Lock _gate = new();
    private PowerShell? _running;

    public Interrupt() => Console.CancelKeyPress += OnCtrlC;

    /// <summary>Whether Ctrl+C was pressed since the pipeline began.</summary>
    public bool WasPressed { get; private set; }

    public void Watch(PowerShell pipeline)
    {
        lock (_gate)
        {
            _running = pipeline;
            WasPressed = false;
        }
    }

    public void Release()
    {
        lock (_gate)
        {
            _running = null;
        }
    }

    public void Dispose() => Console.CancelKeyPress -= OnCtrlC;

    private void OnCtrlC(object? sender, ConsoleCancelEventArgs press)
    {
        lock (_gate)
        {
            if (_running is null || WasPressed)
            {
                return;
            }

            press.Cancel = true;
            WasPressed = true;

            // Not Stop(): it waits for the pipeline's end, and with it the next Ctrl+C would.
            _running.BeginStop(callback: null, state: null);
        }
    }
}
