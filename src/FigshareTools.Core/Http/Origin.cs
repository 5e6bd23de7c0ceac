using System;

namespace FigshareTools.Http;

/// <summary>
/// A host of Figshare's. Everything in a run shares it: a host that refuses this client is left alone for minutes instead of
/// being asked again for each plate.
/// </summary>
internal sealed class Origin(TimeProvider clock)
{
    public static readonly TimeSpan CoolDown = TimeSpan.FromMinutes(2);

    private readonly object _gate = new();
    private TransferFailure? _refusal;
    private DateTimeOffset _until;

    /// <summary>The refusal that still counts, and for how long; null when the host may be asked.</summary>
    public (TransferFailure Failure, TimeSpan Left)? Refusal
    {
        get
        {
            lock (_gate)
            {
                var left = _until - clock.GetUtcNow();
                return _refusal is not null && left > TimeSpan.Zero ? (_refusal, left) : null;
            }
        }
    }

    public void Refused(TransferFailure failure)
    {
        lock (_gate)
        {
            _refusal = failure;
            _until = clock.GetUtcNow() + CoolDown;
        }
    }
}
