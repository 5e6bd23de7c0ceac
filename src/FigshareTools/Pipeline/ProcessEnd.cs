using System;
#if NET
using System.Runtime.InteropServices;
#endif

namespace FigshareTools.Pipeline;

/// <summary>
/// Calls an action before the process ends: on SIGTERM, which clusters and service managers send some seconds before SIGKILL, on
/// SIGHUP, when a terminal is closed, and when the shell exits. The process ends when the action has returned.
/// </summary>
/// <remarks>Since .NET 10, the runtime itself ends at once on both signals, without the event ProcessExit.</remarks>
internal sealed class ProcessEnd : IDisposable
{
    private readonly Action _onEnd;
#if NET
    private readonly PosixSignalRegistration[] _signals;
#endif

    /// <param name="onEnd">The action, which is called on any thread, possibly twice.</param>
    public ProcessEnd(Action onEnd)
    {
        _onEnd = onEnd;
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
#if NET
        _signals =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => End()),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, _ => End()),
        ];
#endif
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
#if NET
        Array.ForEach(_signals, signal => signal.Dispose());
#endif
    }

    private void OnProcessExit(object? sender, EventArgs e) => End();

    private void End()
    {
        try
        {
            _onEnd();
        }
        catch (ObjectDisposedException)
        {
            // The work has ended at the same moment.
        }
    }
}
