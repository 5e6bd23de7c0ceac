using System;

namespace FigshareTools.Http;

/// <summary>
/// Remembers that a host refuses this client. All plates of a run share it, so that a refusing host is left alone for two
/// minutes instead of being asked again for each plate.
/// </summary>
internal sealed class HostCircuitBreaker(TimeProvider clock)
{
    public static readonly TimeSpan OpenTime = TimeSpan.FromMinutes(2);

    private readonly object _lock = new();
    private EngineException? _refusal;
    private DateTimeOffset _openUntil;

    /// <summary>The refusal that opened the circuit, with the remaining time; null while the host may be asked.</summary>
    public OpenCircuit? Current
    {
        get
        {
            lock (_lock)
            {
                var remaining = _openUntil - clock.GetUtcNow();
                return _refusal is not null && remaining > TimeSpan.Zero ? new OpenCircuit(_refusal, remaining) : null;
            }
        }
    }

    /// <summary>Opens the circuit because the host refused a request.</summary>
    public void Open(EngineException refusal)
    {
        lock (_lock)
        {
            _refusal = refusal;
            _openUntil = clock.GetUtcNow() + OpenTime;
        }
    }
}

/// <summary>A circuit that is open.</summary>
/// <param name="Refusal">The refusal that opened it.</param>
/// <param name="Remaining">How long it stays open.</param>
internal sealed record OpenCircuit(EngineException Refusal, TimeSpan Remaining);
