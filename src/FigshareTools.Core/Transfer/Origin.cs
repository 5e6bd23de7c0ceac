using System;
using FigshareTools.Http;

namespace FigshareTools.Transfer;

/// <summary>
/// A Figshare host that redirects to a file's bytes. All plates of a run share it: a host that refuses this client is left
/// alone for minutes instead of being asked again by each plate.
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
