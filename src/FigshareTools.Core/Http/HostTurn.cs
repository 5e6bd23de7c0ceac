using System;
using System.Collections.Generic;

namespace FigshareTools.Http;

/// <summary>The end of a wait for hosts.</summary>
/// <param name="Probes">The hosts that the caller probes.</param>
/// <param name="Outage">The outage that has lasted too long; null when a host may be asked.</param>
internal sealed record HostTurn(IReadOnlyList<Uri> Probes, HostOutage? Outage);

/// <summary>A time in which hosts refuse this client.</summary>
/// <param name="Host">The first of the hosts.</param>
/// <param name="Refusal">Its last refusal.</param>
/// <param name="Lasted">How long all of them have refused.</param>
internal sealed record HostOutage(Uri Host, EngineException Refusal, TimeSpan Lasted);
